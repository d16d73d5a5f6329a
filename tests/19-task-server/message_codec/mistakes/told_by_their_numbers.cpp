// check: MessageCodec.KeepsEachAnswer
// diagnosis: no-mark
// Has one layout for both: a number of 0 or 1 is a flag, a larger one a
// percentage.
#include <course/pack.hpp>
#include <stdexcept>

#include "message.hpp"

namespace task_server {

namespace {

template <typename... Values>
std::string packed(const Values&... values) {
  std::string frame;
  (course::pack(frame, values), ...);
  return frame;
}

/// Bytes that are left over belong to a message that is none of ours.
void expect_end(std::string_view frame) {
  if (!frame.empty()) {
    throw std::invalid_argument("a message is longer than it should be");
  }
}

}  // namespace

std::string pack_message(const Work& work) {
  return packed(work.id, work.kind, work.input);
}

std::string pack_message(const Ready&) {
  return packed('r');
}

std::string pack_message(const Progress& progress) {
  return packed(progress.id, progress.percent, progress.partial_result);
}

std::string pack_message(const Outcome& outcome) {
  return packed(outcome.id, std::int32_t{outcome.succeeded}, outcome.value);
}

Work unpack_work(std::string_view frame) {
  Work work;
  work.id = course::unpack<TaskId>(frame);
  work.kind = course::unpack<std::string>(frame);
  work.input = course::unpack<std::string>(frame);
  expect_end(frame);
  return work;
}

Answer unpack_answer(std::string_view frame) {
  if (frame == "r") {
    return Ready{};
  }
  Answer answer;
  const TaskId id = course::unpack<TaskId>(frame);
  const auto number = course::unpack<std::int32_t>(frame);
  std::string text = course::unpack<std::string>(frame);
  if (number == 0 || number == 1) {
    answer = Outcome{id, number == 1, std::move(text)};
  } else {
    answer = Progress{id, number, std::move(text)};
  }
  expect_end(frame);
  return answer;
}

}  // namespace task_server
