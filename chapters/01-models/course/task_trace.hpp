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

  /// The handler that ran since `begin` returns, or another task takes
  /// over its thread.
  void stop(std::chrono::nanoseconds begin, std::chrono::nanoseconds now) {
    std::lock_guard lock(mutex_);
    --running_;
    if (last_exec_ && busy_until_ == begin)
      log_->extend(*last_exec_, now);
    else
      last_exec_ = log_->add({name_, Kind::exec, begin, now});
    busy_until_ = std::max(busy_until_.value_or(now), now);
  }

 private:
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

/// A handler of a traced task, from its start to its return. A thread runs
/// one task at a time: a handler started inside another one (Asio's
/// dispatch does that) takes the thread over until it returns.
class ExecScope {
 public:
  ExecScope(TaskTrace& task, std::chrono::nanoseconds submitted)
      : task_(task), outer_(innermost_), begin_(task.now()) {
    if (outer_)
      outer_->pause(begin_);
    task_.start(submitted, begin_);
    innermost_ = this;
  }

  ~ExecScope() {
    const auto now = task_.now();
    if (worked_on(now))
      finish(now);
    innermost_ = outer_;
    if (outer_)
      outer_->resume(now);
  }

  ExecScope(const ExecScope&) = delete;
  ExecScope& operator=(const ExecScope&) = delete;

 private:
  // What a handler does after an inner one returned is, almost always, to
  // return as well. Less than this is no work of the task's own.
  static constexpr std::chrono::nanoseconds tail =
      std::chrono::microseconds(20);

  void pause(std::chrono::nanoseconds now) {
    if (!worked_on(now))
      return;
    finish(now);
    paused_ = now;
  }

  void resume(std::chrono::nanoseconds now) { begin_ = now; }

  bool worked_on(std::chrono::nanoseconds now) const {
    return !paused_ || now - begin_ > tail;
  }

  void finish(std::chrono::nanoseconds now) {
    if (paused_)
      task_.start(*paused_, begin_);
    task_.stop(begin_, now);
  }

  TaskTrace& task_;
  ExecScope* const outer_;
  std::chrono::nanoseconds begin_;
  std::optional<std::chrono::nanoseconds> paused_;
  inline static thread_local ExecScope* innermost_ = nullptr;
};

}  // namespace course::detail
