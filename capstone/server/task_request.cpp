#include "task_request.hpp"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/stream_parser.hpp>

#include "kind.hpp"

namespace task_server {

namespace {

std::variant<json::value, Refusal> parse_json(std::string_view body,
                                              std::size_t deepest) {
  json::stream_parser parser({}, {.max_depth = deepest});
  boost::system::error_code error;
  std::size_t position = parser.write_some(body.data(), body.size(), error);
  if (!error && position < body.size()) {
    error = json::error::extra_data;
  }
  if (!error) {
    parser.finish(error);
    position = body.size();
  }
  if (error) {
    return Refusal{400, fmt::format("the body is no JSON: {} at byte {}",
                                    error.message(), position)};
  }
  return parser.release();
}

/// Takes an optional whole number out of the input.
std::variant<std::optional<std::int64_t>, Refusal> take_number(
    json::object& input, std::string_view name, std::int64_t least,
    std::int64_t most) {
  const json::value* value = input.if_contains(name);
  if (!value) {
    return std::nullopt;
  }
  const std::int64_t* number = value->if_int64();
  if (!number || *number < least || *number > most) {
    return Refusal{
        422,
        fmt::format("the field \"{}\" is no whole number from {} to {}",
                    name, least, most)};
  }
  const std::int64_t taken = *number;
  input.erase(name);
  return std::optional(taken);
}

}  // namespace

std::variant<TaskRequest, Refusal> parse_task_request(std::string_view body,
                                                      std::size_t deepest) {
  auto parsed = parse_json(body, deepest);
  if (auto* refusal = std::get_if<Refusal>(&parsed)) {
    return std::move(*refusal);
  }
  json::object* input = std::get<json::value>(parsed).if_object();
  if (!input) {
    return Refusal{422, "the body is no JSON object"};
  }
  const json::value* name = input->if_contains("kind");
  if (!name || !name->is_string()) {
    return Refusal{422, "the field \"kind\" is missing or no text"};
  }
  const Kind* kind = find_kind(name->get_string());
  if (!kind) {
    return Refusal{422,
                   "the field \"kind\" names no kind of task; known: " +
                       known_kinds()};
  }
  input->erase("kind");

  TaskRequest request{.kind = kind->name()};
  auto limit = take_number(*input, "timeout_ms", 1, 86'400'000);
  auto attempts = take_number(*input, "max_attempts", 1, 100);
  for (auto* taken : {&limit, &attempts}) {
    if (auto* refusal = std::get_if<Refusal>(taken)) {
      return std::move(*refusal);
    }
  }
  if (const auto number = std::get<0>(limit)) {
    request.limit = std::chrono::milliseconds(*number);
  }
  if (const auto number = std::get<0>(attempts)) {
    request.max_attempts = static_cast<int>(*number);
  }
  if (std::string complaint = kind->complaint_about(*input);
      !complaint.empty()) {
    return Refusal{422, std::move(complaint)};
  }
  request.input = json::serialize(*input);
  return request;
}

}  // namespace task_server
