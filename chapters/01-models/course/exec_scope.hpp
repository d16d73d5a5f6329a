#pragma once

#include <chrono>
#include <optional>

#include "processor_time.hpp"
#include "task_trace.hpp"

namespace course::detail {

/// A handler of a traced task, from its start to its return. A thread runs
/// one task at a time: a handler started inside another one (Asio's
/// dispatch does that) takes the thread over until it returns.
///
/// While a handler holds its thread, it is *blocked* where it used less
/// than half of the time to compute, and *exec* otherwise. In virtual time
/// only work_for() computes.
class ExecScope {
 public:
  ExecScope(TaskTrace& task, std::chrono::nanoseconds submitted)
      : task_(task), outer_(innermost_) {
    begin();
    if (outer_)
      outer_->pause(begin_);
    task_.start(submitted, begin_);
    innermost_ = this;
  }

  ~ExecScope() {
    const auto now = task_.now();
    if (went_on(now))
      end(now);
    innermost_ = outer_;
    if (outer_)
      outer_->begin();
  }

  ExecScope(const ExecScope&) = delete;
  ExecScope& operator=(const ExecScope&) = delete;

 private:
  friend class Computation;

  // What a handler does after an inner one returned is, almost always, to
  // return as well. Less than this is no work of the task's own.
  static constexpr std::chrono::nanoseconds negligible =
      std::chrono::microseconds(100);

  bool went_on(std::chrono::nanoseconds now) const {
    return !paused_ || now - begin_ > negligible;
  }

  void pause(std::chrono::nanoseconds now) {
    if (!went_on(now))
      return;
    end(now);
    paused_ = now;
  }

  void begin() {
    begin_ = task_.now();
    processor_begin_ = thread_processor_time();
  }

  void end(std::chrono::nanoseconds now) {
    if (paused_)
      task_.start(*paused_, begin_);
    task_.stop(kind(now), begin_, now);
  }

  Kind kind(std::chrono::nanoseconds now) const {
    if (computing_)
      return Kind::exec;
    if (time_is_virtual())
      return begin_ < now ? Kind::blocked : Kind::exec;
    const auto used = thread_processor_time() - processor_begin_;
    const bool waited =
        now - begin_ > negligible && used < (now - begin_) / 2;
    return waited ? Kind::blocked : Kind::exec;
  }

  /// Ends a stretch of the handler and begins the next one.
  void compute(bool computing) {
    const auto now = task_.now();
    end(now);
    paused_.reset();
    task_.start(now, now);
    begin();
    computing_ = computing;
  }

  TaskTrace& task_;
  ExecScope* const outer_;
  std::chrono::nanoseconds begin_{}, processor_begin_{};
  std::optional<std::chrono::nanoseconds> paused_;
  bool computing_ = false;
  inline static thread_local ExecScope* innermost_ = nullptr;
};

/// Tells the handler that runs on this thread, if any, that it computes as
/// long as the object lives.
class Computation {
 public:
  Computation() {
    if (scope_)
      scope_->compute(true);
  }
  ~Computation() {
    if (scope_)
      scope_->compute(false);
  }
  Computation(const Computation&) = delete;
  Computation& operator=(const Computation&) = delete;

 private:
  ExecScope* const scope_ = ExecScope::innermost_;
};

}  // namespace course::detail
