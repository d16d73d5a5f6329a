/// @file
/// @brief A coroutine that runs on its own: asyncio's create_task for Asio.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/system/system_error.hpp>
#include <course/future.hpp>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace course {

namespace detail {

// [tasks-state]
/// A future whose result comes from a job. The job holds it too, so it
/// lives until the job has ended and the last handle is gone.
template <typename T>
struct TaskState : FutureStateOf<T> {
  asio::cancellation_signal signal;

  using FutureStateOf<T>::FutureStateOf;
  ~TaskState() override { this->report("task"); }

  /// Asks the job to end. The job decides what it makes of that.
  void cancel() override { signal.emit(asio::cancellation_type::all); }
};
// [tasks-state]

/// The handler of co_spawn: it knows the slot through which the job is
/// cancelled, and holds the state. So the signal outlives what it cancels.
/// It is the same type for all tasks, so that co_spawn is compiled once.
// [tasks-end]
struct TaskEnd {
  std::shared_ptr<void> state;
  asio::cancellation_slot slot;

  using cancellation_slot_type = asio::cancellation_slot;
  asio::cancellation_slot get_cancellation_slot() const noexcept {
    return slot;
  }

  void operator()(std::exception_ptr) const noexcept {}
};
// [tasks-end]

/// Runs the job and keeps its outcome. It yields first: co_spawn starts a
/// coroutine inside the call, asyncio on the loop's next turn.
// [tasks-job]
template <typename T>
asio::awaitable<void> run_task(asio::awaitable<T> job,
                               TaskState<T>& state) {
  try {
    co_await asio::post(asio::deferred);
    if constexpr (std::is_void_v<T>) {
      co_await std::move(job);
    } else {
      state.value.emplace(co_await std::move(job));
    }
    state.finish();
  } catch (const boost::system::system_error& error) {
    state.fail(std::current_exception(),
               error.code() == asio::error::operation_aborted);
  } catch (...) {
    state.fail(std::current_exception(), false);
  }
}
// [tasks-job]

}  // namespace detail

/// A coroutine that runs on its own, and its outcome. A `Task` is a handle:
/// copies refer to the same task, and dropping them does not stop it.
///
/// If a task fails and nobody has retrieved its exception when the job has
/// ended and the last handle goes, the exception is reported: see
/// course::set_unretrieved_handler.
///
/// Lifetime: a handle must not outlive the loop of its executor. The job
/// must not refer to anything that dies before it ends. A loop that is
/// destroyed destroys its unfinished jobs, without a report.
///
/// Threads: as for course::Future.
///
/// @tparam T  the result of the job; it is copied for each waiter
///
/// Source: document 002, section 1.2.5; document 003, section 5.
template <typename T>
class Task {
 public:
  /// Waits until the task has ended and returns its result; if it has, then
  /// without suspending. May be called many times.
  ///
  /// Errors: the exception of the job; `operation_aborted` if the task was
  /// cancelled.
  ///
  /// Cancellation goes to what is awaited, as in Python: cancelling the
  /// waiter cancels the task. The waiter then hears of its end like all
  /// other waiters: it waits for the job's clean-up, and gets the result if
  /// the job does not give in.
  asio::awaitable<T> get() const { return outcome_.get(); }

  /// Waits until the task has ended, however it ends. It throws no
  /// exception of the job, and retrieves none.
  ///
  /// Cancellation: the waiter leaves with `operation_aborted`; the task
  /// runs on.
  asio::awaitable<void> wait() const { return outcome_.wait(); }

  /// Asks the job to end: the `co_await` at which it waits throws
  /// `operation_aborted`. A job that has not started will not start. The
  /// job may clean up first (with `reset_cancellation_state`), or go on.
  ///
  /// @return false if the task had ended before
  bool cancel() { return outcome_.cancel(); }

  /// True when the job has ended, in whatever way.
  bool done() const noexcept { return outcome_.done(); }

  /// True when the job has ended with `operation_aborted`.
  bool cancelled() const noexcept { return outcome_.cancelled(); }

  /// The exception of the job, or null if there is none (yet). It counts as
  /// retrieved.
  std::exception_ptr exception() const noexcept {
    return outcome_.exception();
  }

  /// True for two handles of the same task.
  friend bool operator==(const Task&, const Task&) = default;

 private:
  template <typename U>
  friend Task<U> create_task(const asio::any_io_executor& executor,
                             asio::awaitable<U> job);

  explicit Task(std::shared_ptr<detail::TaskState<T>> state)
      : outcome_(std::move(state)) {}

  Future<T> outcome_;
};

/// Hands `job` to the loop, which starts it on its next turn, behind what
/// is ready now, and returns at once. Nobody has to await the task.
///
/// @param executor  where the job runs; in a coroutine,
///                  `co_await asio::this_coro::executor`
/// @param job       a coroutine object that was not awaited
///
/// Source: document 002, section 1.2.5.
// [tasks-create]
template <typename T>
Task<T> create_task(const asio::any_io_executor& executor,
                    asio::awaitable<T> job) {
  auto state = std::make_shared<detail::TaskState<T>>(executor);
  asio::co_spawn(executor, detail::run_task(std::move(job), *state),
                 detail::TaskEnd{state, state->signal.slot()});
  return Task<T>(std::move(state));
}
// [tasks-create]

}  // namespace course
