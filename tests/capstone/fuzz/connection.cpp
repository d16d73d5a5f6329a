// What a client sends on one connection: whatever it is, the server answers
// in HTTP, closes the connection and stands as before. It makes no
// difference in which pieces the bytes arrive.
#include <fmt/ranges.h>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/parse.hpp>
#include <set>
#include <string>
#include <vector>

#include "conversation.hpp"
#include "fuzz.hpp"

using namespace capstone_fuzz;
namespace beast = boost::beast;
namespace http = beast::http;
namespace json = boost::json;

namespace {

/// All that the server may say to what a client may send.
const std::set<unsigned> known = {200, 202, 400, 404, 405, 409,
                                  411, 413, 422, 431, 503};

using Parser = http::response_parser<http::string_body>;

/// Reads one answer off the front.
/// @return its status
unsigned take_answer(std::string_view& text) {
  Parser parser;
  parser.eager(true);
  parser.body_limit(boost::none);
  boost::system::error_code error;
  while (!parser.is_done() && !error && !text.empty()) {
    text.remove_prefix(
        parser.put(boost::asio::buffer(text.data(), text.size()), error));
    if (error == http::error::need_more) {
      break;
    }
  }
  if (!parser.is_done() && parser.need_eof()) {
    error = {};
    parser.put_eof(error);
  }
  must(!error && parser.is_done(), "an answer is whole, and is HTTP");
  const auto response = parser.release();
  if (response[http::field::content_type] == "application/json") {
    json::parse(response.body());
  }
  return response.result_int();
}

std::vector<unsigned> answers(std::string_view text) {
  std::vector<unsigned> found;
  while (!text.empty()) {
    found.push_back(take_answer(text));
  }
  return found;
}

/// The answer to HEAD has no body, and only who has asked can tell: here
/// the answers are told by their first lines.
std::vector<unsigned> first_lines(std::string_view text) {
  constexpr std::string_view begin = "HTTP/1.1 ";
  std::vector<unsigned> found;
  for (auto at = text.find(begin); at != std::string_view::npos;
       at = text.find(begin, at + 1)) {
    found.push_back(static_cast<unsigned>(
        std::stoi(std::string(text.substr(at + begin.size(), 3)))));
  }
  return found;
}

std::vector<unsigned> statuses(std::string_view sent, std::size_t piece) {
  const std::string text = converse(sent, piece);
  const auto found = sent.find("HEAD") == std::string_view::npos
                         ? answers(text)
                         : first_lines(text);
  for (const unsigned status : found) {
    must(known.contains(status), "the status is one of those that exist");
  }
  return found;
}

/// When the headers come in pieces, Beast looks for their end first. So
/// what is wrong in a request that never ends is told at once, or not at
/// all.
bool agree(std::vector<unsigned> more, std::vector<unsigned> less) {
  if (more.size() < less.size()) {
    more.swap(less);
  }
  if (more.size() == less.size() + 1 && more.back() == 400) {
    more.pop_back();
  }
  return more == less;
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data,
                                      std::size_t size) {
  const std::string_view sent(reinterpret_cast<const char*>(data), size);
  const auto whole = statuses(sent, size);
  const auto pieces = statuses(sent, 1 + size % 61);
  if (!agree(whole, pieces)) {
    fmt::print(stderr, "at once: {}, in pieces: {}\n", whole, pieces);
    must(false, "the answers do not depend on the pieces that come");
  }
  return 0;
}
