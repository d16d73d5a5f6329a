/// @file
/// @brief Waiting for some of several tasks, and waiting with a limit:
/// asyncio's wait and wait_for for Asio.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <course/future.hpp>
#include <course/gather.hpp>
#include <course/task.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

namespace course {

namespace asio = boost::asio;

namespace detail {

/// Runs `job` and moves its result into `place`, which it keeps alive: a
/// task's own result is copied for each waiter.
template <typename T>
asio::awaitable<void> keep_result(
    asio::awaitable<T> job,
    std::shared_ptr<std::optional<ResultOf<T>>> place) {
  if constexpr (std::is_void_v<T>) {
    co_await std::move(job);
  } else {
    place->emplace(co_await std::move(job));
  }
}

}  // namespace detail

/// Runs `operation` for at most `limit`.
///
/// It starts on the loop's next turn. When the limit has passed, it is
/// cancelled, and wait_for waits until it has ended: if it cleans up first,
/// wait_for takes that much longer. An operation that ends with a result or
/// an exception of its own in spite of the cancellation has the last word.
/// With a limit of zero or less it is cancelled at its first wait.
///
/// Errors: what the operation throws; `asio::error::timed_out` if it was
/// cancelled because the limit has passed.
///
/// Cancellation: cancelling the coroutine that awaits cancels the operation
/// and waits until it has ended; then `operation_aborted` is thrown, also
/// when the limit passes meanwhile.
///
/// Threads: the operation runs on the caller's executor. It must not run
/// two handlers at a time: an io_context run by one thread, or a strand.
///
/// @param operation  a coroutine object that was not awaited; its result is
///                   moved, and needs neither a copy nor a default
///                   constructor
/// @param limit      from the moment at which wait_for is awaited
///
/// Source: document 002, section 1.2.6 (time-out and cancellation).
// [wait-for]
template <typename T>
asio::awaitable<T> wait_for(asio::awaitable<T> operation,
                            std::chrono::steady_clock::duration limit) {
  const auto executor = co_await asio::this_coro::executor;
  const auto caller = co_await asio::this_coro::cancellation_state;
  const auto place = std::make_shared<std::optional<detail::ResultOf<T>>>();
  auto task = create_task(executor,
                          detail::keep_result(std::move(operation), place));

  // Shared: the timer's handler may be in the queue when this frame is
  // gone.
  const auto stopped = std::make_shared<bool>(false);
  asio::steady_timer timer(executor, limit);
  timer.async_wait(
      [task, stopped](boost::system::error_code error) mutable {
        *stopped = !error && task.cancel();
      });

  try {
    co_await task.get();
  } catch (const boost::system::system_error&) {
    const bool by_caller =
        caller.cancelled() != asio::cancellation_type::none;
    if (*stopped && task.cancelled() && !by_caller) {
      throw boost::system::system_error(asio::error::timed_out);
    }
    throw;
  }
  if constexpr (!std::is_void_v<T>) {
    co_return std::move(**place);
  }
}
// [wait-for]

/// When wait() returns.
enum class ReturnWhen {
  first_completed,  ///< when one task has ended, in whatever way
  first_exception,  ///< when one has failed (to be cancelled is no failure)
  all_completed,    ///< when all have ended; the other two end here as well
};

/// What wait() returns: handles of the tasks it was given, in their order.
template <typename T>
struct Waited {
  std::vector<Task<T>> done;     ///< those that have ended, well or badly
  std::vector<Task<T>> pending;  ///< those that still run
};

namespace detail {

// [wait-watch]
/// What a wait shares with the watchers of its tasks.
struct Watch {
  Future<void> enough;
  std::size_t running;
  /// One per watcher, to send it home.
  std::vector<asio::cancellation_signal> signals;

  Watch(const asio::any_io_executor& executor, std::size_t tasks)
      : enough(executor), running(tasks), signals(tasks) {}

  void task_ended(bool is_enough) {
    if (--running == 0 || is_enough) {
      say_enough();
    }
  }

  void say_enough() {
    if (!enough.done()) {
      enough.set_result();
    }
  }

  void withdraw() {
    for (auto& signal : signals) {
      signal.emit(asio::cancellation_type::all);
    }
  }
};

/// Whether the end of `task` is what `when` waits for.
template <typename T>
bool is_enough(const Task<T>& task, ReturnWhen when) {
  return when == ReturnWhen::first_completed ||
         (when == ReturnWhen::first_exception && !task.cancelled() &&
          task.exception() != nullptr);
}
// [wait-watch]

}  // namespace detail

/// Waits for some of `tasks` and tells which have ended and which still
/// run. It ends no task: what is pending runs on, whether or not anybody
/// waits for it again. It throws no exception of a task either; ask the
/// tasks in `done`, with get() or exception().
///
/// Errors: std::invalid_argument if there are no tasks.
///
/// Cancellation: cancelling the coroutine that awaits ends the wait with
/// `operation_aborted`. The tasks run on.
///
/// Threads: the caller and the tasks run on one executor that does not run
/// two handlers at a time: an io_context run by one thread, or a strand.
///
/// @param tasks  one or more; some may have ended already
/// @param when   what to wait for
/// @param limit  waits no longer than this; what has not ended by then is
///               pending. Nothing is thrown and nothing is cancelled.
///
/// Source: document 002, section 1.2.6.
// [wait-tasks]
template <typename T>
asio::awaitable<Waited<T>> wait(
    std::vector<Task<T>> tasks, ReturnWhen when = ReturnWhen::all_completed,
    std::optional<std::chrono::steady_clock::duration> limit = {}) {
  if (tasks.empty()) {
    throw std::invalid_argument("wait: there are no tasks");
  }
  const auto executor = co_await asio::this_coro::executor;
  const auto watch =
      std::make_shared<detail::Watch>(executor, tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    asio::co_spawn(
        executor, tasks[i].wait(),
        asio::bind_cancellation_slot(
            watch->signals[i].slot(),
            [watch, when, task = tasks[i]](std::exception_ptr withdrawn) {
              if (!withdrawn) {
                watch->task_ended(detail::is_enough(task, when));
              }
            }));
  }
  asio::steady_timer timer(executor);
  if (limit) {
    timer.expires_after(*limit);
    timer.async_wait([watch](boost::system::error_code error) {
      if (!error) {
        watch->say_enough();
      }
    });
  }

  std::exception_ptr cancelled;
  try {
    co_await watch->enough.wait();
  } catch (...) {
    cancelled = std::current_exception();
  }
  watch->withdraw();
  if (cancelled) {
    std::rethrow_exception(cancelled);
  }

  Waited<T> result;
  for (auto& task : tasks) {
    auto& place = task.done() ? result.done : result.pending;
    place.push_back(std::move(task));
  }
  co_return result;
}
// [wait-tasks]

}  // namespace course
