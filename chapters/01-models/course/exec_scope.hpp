#pragma once

#include <chrono>
#include <optional>

#include "processor_time.hpp"
#include "task_trace.hpp"

namespace course::detail {

/// Another thread that has the processor for less than this is not seen:
/// interrupts and the clocks themselves take that long.
inline constexpr std::chrono::nanoseconds shortest_turn =
    std::chrono::microseconds(2);

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
      : task_(task), outer_(innermost) {
    begin();
    if (outer_)
      outer_->pause(begin_);
    task_.start(submitted, begin_);
    innermost = this;
  }

  ~ExecScope() {
    const auto now = task_.now();
    if (went_on(now))
      end(now);
    innermost = outer_;
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
    const auto taken = (now - begin_) - used;
    return taken > shortest_turn && taken > used ? Kind::blocked
                                                 : Kind::exec;
  }

  /// Ends a stretch of the handler and begins the next one.
  void next_stretch(bool computing, std::chrono::nanoseconds now) {
    end(now);
    begin_again(now);
    computing_ = computing;
  }

  void processor_taken(std::chrono::nanoseconds from,
                       std::chrono::nanoseconds to) {
    end(from);
    task_.start(from, from);
    task_.stop(Kind::blocked, from, to);
    begin_again(to);
  }

  void begin_again(std::chrono::nanoseconds now) {
    paused_.reset();
    task_.start(now, now);
    begin_ = now;
    processor_begin_ = thread_processor_time();
  }

  TaskTrace& task_;
  ExecScope* const outer_;
  std::chrono::nanoseconds begin_{}, processor_begin_{};
  std::optional<std::chrono::nanoseconds> paused_;
  bool computing_ = false;
  inline static thread_local ExecScope* innermost = nullptr;
};

/// Tells the handler that runs on this thread, if any, that it computes as
/// long as the object lives.
class Computation {
 public:
  Computation() {
    if (!scope_)
      return;
    last_ = read();
    scope_->next_stretch(true, last_.time);
  }
  ~Computation() {
    if (!scope_)
      return;
    check();
    scope_->next_stretch(false, last_.time);
  }
  Computation(const Computation&) = delete;
  Computation& operator=(const Computation&) = delete;

  /// To be called often: where time passed and the thread did not compute,
  /// another thread had the processor.
  void check() {
    if (!scope_)
      return;
    const auto now = read();
    const auto taken =
        (now.time - last_.time) - (now.processor - last_.processor);
    if (taken > shortest_turn && !time_is_virtual())
      scope_->processor_taken(last_.time, now.time);
    last_ = now;
  }

 private:
  struct Clocks {
    std::chrono::nanoseconds time{}, processor{};
  };

  Clocks read() const {
    return {scope_->task_.now(), thread_processor_time()};
  }

  ExecScope* const scope_ = ExecScope::innermost;
  Clocks last_;
};

}  // namespace course::detail
