#include "wire_text.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <iterator>
#include <string_view>

namespace task_server {

std::string wire_text(const Response& response, bool keep_alive,
                      bool head) {
  const std::string_view body = response.body();
  std::string text;
  text.reserve(256 + (head ? 0 : body.size()));
  fmt::format_to(std::back_inserter(text),
                 FMT_COMPILE("HTTP/1.1 {} {}\r\n"), response.result_int(),
                 std::string_view(response.reason()));
  for (const auto& field : response) {
    text += std::string_view(field.name_string());
    text += ": ";
    text += std::string_view(field.value());
    text += "\r\n";
  }
  if (!keep_alive) {
    text += "Connection: close\r\n";
  }
  fmt::format_to(std::back_inserter(text),
                 FMT_COMPILE("Content-Length: {}\r\n\r\n"), body.size());
  if (!head) {
    text += body;
  }
  return text;
}

}  // namespace task_server
