// variant: text fields with their lengths in decimal digits, no
// course::pack
#include <charconv>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "message.hpp"

namespace task_server {

namespace {

std::string joined(const std::vector<std::string>& fields) {
  std::string frame;
  for (const std::string& field : fields) {
    frame += std::to_string(field.size()) + ':' + field;
  }
  return frame;
}

std::string id_text(TaskId id) {
  return std::to_string(static_cast<std::uint64_t>(id));
}

std::uint64_t number_of(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw std::invalid_argument("no number");
  }
  return number;
}

TaskId id_of(const std::string& text) {
  return TaskId{number_of(text)};
}

std::vector<std::string> split(std::string_view frame, std::size_t count) {
  std::vector<std::string> fields;
  while (!frame.empty()) {
    const auto colon = frame.find(':');
    const std::uint64_t size =
        number_of(std::string(frame.substr(0, colon)));
    if (colon == frame.npos || size > frame.size() - colon - 1) {
      throw std::invalid_argument("a field is too short");
    }
    fields.emplace_back(frame.substr(colon + 1, size));
    frame.remove_prefix(colon + 1 + size);
  }
  if (fields.size() != count) {
    throw std::invalid_argument("not so many fields");
  }
  return fields;
}

}  // namespace

std::string pack_message(const Ready&) {
  return "r";
}

std::string pack_message(const Progress& progress) {
  return "p" +
         joined({id_text(progress.id), std::to_string(progress.percent),
                 progress.partial_result});
}

std::string pack_message(const Outcome& outcome) {
  return (outcome.succeeded ? "y" : "n") +
         joined({id_text(outcome.id), outcome.value});
}

std::string pack_message(const Work& work) {
  return joined({id_text(work.id), work.kind, work.input});
}

Work unpack_work(std::string_view frame) {
  const auto fields = split(frame, 3);
  return {id_of(fields[0]), fields[1], fields[2]};
}

Answer unpack_answer(std::string_view frame) {
  if (frame == "r") {
    return Ready{};
  }
  const char mark = frame.empty() ? '\0' : frame[0];
  if (mark == 'p') {
    const auto fields = split(frame.substr(1), 3);
    return Progress{id_of(fields[0]),
                    static_cast<std::int32_t>(number_of(fields[1])),
                    fields[2]};
  }
  if (mark == 'y' || mark == 'n') {
    const auto fields = split(frame.substr(1), 2);
    return Outcome{id_of(fields[0]), mark == 'y', fields[1]};
  }
  throw std::invalid_argument("no such message");
}

}  // namespace task_server
