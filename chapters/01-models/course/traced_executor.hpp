#pragma once

#include <boost/asio/prefer.hpp>
#include <boost/asio/query.hpp>
#include <boost/asio/require.hpp>
#include <memory>
#include <type_traits>
#include <utility>

#include "exec_scope.hpp"
#include "task_trace.hpp"

namespace course {

namespace detail {

/// Marks what the current thread submits as already recorded. Inside a
/// traced coroutine `this_coro::executor` is traced too: a child that is
/// given an executor around it must not count as its parent's work.
class HandOver {
 public:
  HandOver() { marked = true; }
  ~HandOver() { marked = false; }
  HandOver(const HandOver&) = delete;
  HandOver& operator=(const HandOver&) = delete;

  /// Whether the thread's submission was marked; it no longer is.
  static bool take() { return std::exchange(marked, false); }

 private:
  inline static thread_local bool marked = false;
};

}  // namespace detail

/// An executor that runs everything on `Inner` and records what it ran
/// under the name of one task. Trace::executor() makes it. It fits wherever
/// an executor fits: `co_spawn`, `any_io_executor`, timers, sockets,
/// strands, thread pools.
///
/// A coroutine inherits it from the `co_spawn` that started it, and so do
/// the coroutines it awaits: they run under the same name.
///
/// `Inner` may itself be traced, as `this_coro::executor` is inside a
/// traced coroutine: what runs then counts for this executor's task only.
///
/// An operation's completion is submitted when the loop gets round to it:
/// while the loop is busy, a timer that has expired still counts as *wait*.
template <class Inner>
class TracedExecutor {
 public:
  TracedExecutor(Inner inner, std::shared_ptr<detail::TaskTrace> task)
      : inner_(std::move(inner)), task_(std::move(task)) {}

  /// Submits `handler` to the inner executor.
  // [models-execute]
  template <class Handler>
  void execute(Handler handler) const {
    if (detail::HandOver::take()) {
      inner_.execute(std::move(handler));
      return;
    }
    auto recorded = [handler = std::move(handler), task = task_,
                     submitted = task_->now()]() mutable {
      detail::HandOver::take();
      detail::ExecScope scope(*task, submitted);
      // The handler is destroyed before the scope ends: what its
      // destructor does belongs to the task.
      auto call = std::move(handler);
      call();
    };
    detail::HandOver hand_over;
    inner_.execute(std::move(recorded));
  }
  // [models-execute]

  template <class Property>
  auto query(const Property& property) const
      -> decltype(boost::asio::query(std::declval<const Inner&>(),
                                     property)) {
    return boost::asio::query(inner_, property);
  }

  template <class Property>
  auto require(const Property& property) const
      -> TracedExecutor<std::decay_t<decltype(boost::asio::require(
          std::declval<const Inner&>(), property))>> {
    return {boost::asio::require(inner_, property), task_};
  }

  template <class Property>
  auto prefer(const Property& property) const
      -> TracedExecutor<std::decay_t<decltype(boost::asio::prefer(
          std::declval<const Inner&>(), property))>> {
    return {boost::asio::prefer(inner_, property), task_};
  }

  bool operator==(const TracedExecutor&) const noexcept = default;

 private:
  Inner inner_;
  std::shared_ptr<detail::TaskTrace> task_;
};

}  // namespace course
