#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "trace_log.hpp"

namespace course::detail {

/// Turns the handlers of one task into intervals. What lies between two
/// handlers is *wait* until the second one was submitted, and *ready* from
/// then until it starts. May be used from any thread.
class TaskTrace {
 public:
  TaskTrace(std::shared_ptr<TraceLog> log, std::string name)
      : log_(std::move(log)), name_(std::move(name)) {}

  std::chrono::nanoseconds now() const { return log_->now(); }

  /// A handler submitted at `submitted` starts.
  void start(std::chrono::nanoseconds submitted,
             std::chrono::nanoseconds now) {
    std::lock_guard lock(mutex_);
    if (running_++ == 0)
      fill_gap(submitted, now);
  }

  /// Since `begin` the handler held its thread, as `kind` says (exec or
  /// blocked), and now it returns or another task takes the thread over.
  void stop(Kind kind, std::chrono::nanoseconds begin,
            std::chrono::nanoseconds now) {
    std::lock_guard lock(mutex_);
    --running_;
    if (kind == Kind::blocked)
      add_blocked(begin, now);
    else
      add_exec(begin, now);
    busy_until_ = std::max(busy_until_.value_or(now), now);
  }

 private:
  void add_exec(std::chrono::nanoseconds begin,
                std::chrono::nanoseconds now) {
    if (last_exec_ && busy_until_ == begin)
      log_->extend(*last_exec_, now);
    else
      last_exec_ = log_->add({name_, Kind::exec, begin, now});
  }

  void add_blocked(std::chrono::nanoseconds begin,
                   std::chrono::nanoseconds now) {
    add_exec(begin, begin);  // it held the processor to make the call
    last_exec_.reset();
    log_->add({name_, Kind::blocked, begin, now});
  }

  void fill_gap(std::chrono::nanoseconds submitted,
                std::chrono::nanoseconds now) {
    auto from = busy_until_.value_or(submitted);
    auto add_until = [&](Kind kind, std::chrono::nanoseconds until) {
      until = std::min(until, now);
      if (until <= from)
        return;
      log_->add({name_, kind, from, until});
      from = until;
      last_exec_.reset();
    };
    add_until(Kind::wait, submitted);
    add_until(Kind::ready, now);
  }

  const std::shared_ptr<TraceLog> log_;
  const std::string name_;
  std::mutex mutex_;
  int running_ = 0;
  std::optional<std::chrono::nanoseconds> busy_until_;
  std::optional<std::size_t> last_exec_;  // may still be extended
};

}  // namespace course::detail
