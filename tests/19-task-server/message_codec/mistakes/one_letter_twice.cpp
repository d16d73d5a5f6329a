// check: MessageCodec.KeepsEachAnswer
// diagnosis: same-mark
// Marks each sort with the letter that its name begins with.
#include <course/pack.hpp>
#include <stdexcept>

#include "message.hpp"

namespace task_server {

namespace {

constexpr char ready_mark = 'r';
constexpr char progress_mark = 'p';
constexpr char result_mark = 'r';

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

/// One byte, so that every value of it is a bool.
bool unpack_flag(std::string_view& frame) {
  const char flag = course::unpack<char>(frame);
  if (flag != 0 && flag != 1) {
    throw std::invalid_argument("a flag is neither set nor clear");
  }
  return flag == 1;
}

}  // namespace

std::string pack_message(const Work& work) {
  return packed(work.id, work.kind, work.input);
}

std::string pack_message(const Ready&) {
  return packed(ready_mark);
}

std::string pack_message(const Progress& progress) {
  return packed(progress_mark, progress.id, progress.percent,
                progress.partial_result);
}

std::string pack_message(const Outcome& outcome) {
  return packed(result_mark, outcome.id, outcome.succeeded, outcome.value);
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
  Answer answer;
  const char mark = course::unpack<char>(frame);
  if (mark == ready_mark) {
    answer = Ready{};
  } else if (mark == progress_mark) {
    Progress progress;
    progress.id = course::unpack<TaskId>(frame);
    progress.percent = course::unpack<std::int32_t>(frame);
    progress.partial_result = course::unpack<std::string>(frame);
    answer = std::move(progress);
  } else if (mark == result_mark) {
    Outcome outcome;
    outcome.id = course::unpack<TaskId>(frame);
    outcome.succeeded = unpack_flag(frame);
    outcome.value = course::unpack<std::string>(frame);
    answer = std::move(outcome);
  } else {
    throw std::invalid_argument("a worker has sent something unknown");
  }
  expect_end(frame);
  return answer;
}

}  // namespace task_server
