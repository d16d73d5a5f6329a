#include "message.hpp"

#include <course/pack.hpp>
#include <stdexcept>

namespace task_server {

namespace {

enum class Mark : char { ready = 'r', progress = 'p', outcome = 'o' };

template <typename... Values>
std::string packed(const Values&... values) {
  std::string frame;
  (course::pack(frame, values), ...);
  return frame;
}

}  // namespace

std::string pack_message(const Work& work) {
  return packed(work.id, work.kind, work.input);
}

std::string pack_message(const Ready&) {
  return packed(Mark::ready);
}

std::string pack_message(const Progress& progress) {
  return packed(Mark::progress, progress.id, progress.percent,
                progress.partial_result);
}

std::string pack_message(const Outcome& outcome) {
  return packed(Mark::outcome, outcome.id, outcome.succeeded,
                outcome.value);
}

Work unpack_work(std::string_view frame) {
  Work work;
  work.id = course::unpack<TaskId>(frame);
  work.kind = course::unpack<std::string>(frame);
  work.input = course::unpack<std::string>(frame);
  return work;
}

Answer unpack_answer(std::string_view frame) {
  switch (course::unpack<Mark>(frame)) {
    case Mark::ready:
      return Ready{};
    case Mark::progress: {
      Progress progress;
      progress.id = course::unpack<TaskId>(frame);
      progress.percent = course::unpack<std::int32_t>(frame);
      progress.partial_result = course::unpack<std::string>(frame);
      return progress;
    }
    case Mark::outcome: {
      Outcome outcome;
      outcome.id = course::unpack<TaskId>(frame);
      outcome.succeeded = course::unpack<bool>(frame);
      outcome.value = course::unpack<std::string>(frame);
      return outcome;
    }
  }
  throw std::invalid_argument("a worker has sent something unknown");
}

}  // namespace task_server
