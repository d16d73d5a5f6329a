#include "task_result.hpp"

#include <fmt/format.h>

#include <boost/archive/iterators/binary_from_base64.hpp>
#include <boost/archive/iterators/dataflow_exception.hpp>
#include <boost/archive/iterators/transform_width.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace task_server {

namespace {

namespace json = boost::json;

/// @return nothing if it is no base64
std::optional<std::string> decoded(std::string_view text) {
  namespace iterators = boost::archive::iterators;
  using Bytes = iterators::transform_width<
      iterators::binary_from_base64<std::string_view::const_iterator>, 8,
      6>;
  while (text.ends_with('=')) {
    text.remove_suffix(1);
  }
  if (text.empty() || text.size() % 4 == 1) {  // no bytes, or no whole one
    return std::nullopt;
  }
  try {
    std::string bytes;
    Bytes byte(text.begin());
    for (std::size_t left = text.size() * 6 / 8; left > 0; --left) {
      bytes += *byte;
      ++byte;
    }
    return bytes;
  } catch (const iterators::dataflow_exception&) {
    return std::nullopt;
  }
}

std::optional<std::string> picture_of(const std::string& result) {
  boost::system::error_code error;
  const json::value value = json::parse(result, error);
  const json::value* png =
      value.is_object() ? value.get_object().if_contains("png") : nullptr;
  return png && png->is_string() ? decoded(png->get_string())
                                 : std::nullopt;
}

}  // namespace

Response task_result(const Task& task) {
  if (task.state != TaskState::completed) {
    return refusal(409, fmt::format("the task has no result: it is {}",
                                    to_string(task.state)));
  }
  Response response{http::status::ok, 11};
  response.set(http::field::cache_control, "no-store");
  if (auto picture = picture_of(task.outcome)) {
    response.set(http::field::content_type, "image/png");
    response.body() = std::move(*picture);
  } else {
    response.set(http::field::content_type, "application/json");
    response.body() = task.outcome;
  }
  return response;
}

}  // namespace task_server
