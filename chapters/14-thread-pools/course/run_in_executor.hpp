/// @file
/// Blocking or computing functions, awaited: asyncio's run_in_executor.
#pragma once

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <concepts>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace course {

namespace asio = boost::asio;

namespace detail {

// [pools-call]
/// What the coroutine that waits and the thread that works share.
template <typename Result>
struct PoolCall {
  /// Set by whoever is first: the thread that begins the work, or the
  /// coroutine that does not want it any more.
  std::atomic_flag decided;

  /// Written by the thread before `ended`, read by the coroutine after it.
  std::optional<Result> result;
  std::exception_ptr error;

  /// Where the coroutine runs, and what it waits for.
  asio::any_io_executor caller;
  asio::experimental::concurrent_channel<void(std::exception_ptr)> ended;

  explicit PoolCall(asio::any_io_executor executor)
      : caller(std::move(executor)), ended(caller, 1) {}

  /// The coroutine has its result, or has gone without it.
  void leave() noexcept { decided.test_and_set(); }
};
// [pools-call]

// [pools-errand]
/// Tells the coroutine that the call is over: called, or dropped unused
/// when the pool was stopped.
template <typename Result>
struct PoolReport {
  std::shared_ptr<PoolCall<Result>> call;

  explicit PoolReport(std::shared_ptr<PoolCall<Result>> reported)
      : call(std::move(reported)) {}
  PoolReport(PoolReport&&) = default;

  ~PoolReport() {
    if (call) {
      // The loop gets our share of the call: no thread of the pool may be
      // the last to hold a channel of the loop.
      const auto caller = call->caller;
      asio::post(caller, [over = std::move(call)] {
        over->ended.try_send(std::exception_ptr());
      });
    }
  }
};

/// The half of a call that travels to the pool.
template <typename Result, typename Function>
struct PoolErrand {
  PoolReport<Result> report;  // destroyed last, when the function is gone
  Function function;

  void operator()() {
    PoolCall<Result>& call = *report.call;
    if (call.decided.test_and_set()) {
      return;  // cancelled while it was queued: it never starts
    }
    try {
      if constexpr (std::is_void_v<std::invoke_result_t<Function>>) {
        std::invoke(std::move(function));
        call.result.emplace();
      } else {
        call.result.emplace(std::invoke(std::move(function)));
      }
    } catch (...) {
      call.error = std::current_exception();
    }
  }
};
// [pools-errand]

template <typename T>
using PoolResult = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

}  // namespace detail

/// Calls `function` on `executor`, most often that of a thread pool, and
/// completes with its result. Meanwhile the caller's loop runs on.
///
/// The coroutine resumes on the executor it ran on before. Nothing is
/// called before the returned awaitable is awaited. The result needs no
/// default constructor, only a move.
///
/// Errors: what `function` throws. `operation_aborted` if the pool was
/// stopped before the call began; it is thrown when the pool is destroyed.
///
/// Cancellation: ends the wait at once, with `operation_aborted`. A call
/// that is still queued is then never begun. A call that has begun is not
/// interrupted: it runs on, and its result or exception is dropped. So
/// `function` must own what it uses, or share its ownership.
///
/// Lifetime: a pool is destroyed before the loop that waits for it: declare
/// it after the loop.
///
/// Threads: `function` runs, and is destroyed, on a thread of `executor`.
/// The caller may run on a loop with several threads.
///
/// Source: document 002, sections 1.2.4 and 1.3.2.
// [pools-run]
template <typename Executor, std::invocable Function>
  requires std::convertible_to<Executor, asio::any_io_executor>
asio::awaitable<std::invoke_result_t<Function>> run_in_executor(
    Executor executor, Function function) {
  using Result = detail::PoolResult<std::invoke_result_t<Function>>;
  const auto call = std::make_shared<detail::PoolCall<Result>>(
      co_await asio::this_coro::executor);
  // Also if the coroutine is destroyed while it waits.
  const auto leave = [](auto* left) { left->leave(); };
  const std::unique_ptr<detail::PoolCall<Result>, decltype(leave)> leaving(
      call.get());

  asio::post(executor,
             detail::PoolErrand<Result, Function>{
                 detail::PoolReport<Result>(call), std::move(function)});
  const auto [cancelled] = co_await call->ended.async_receive(
      asio::as_tuple(asio::use_awaitable));

  if (!cancelled && call->error) {
    std::rethrow_exception(call->error);
  }
  if (cancelled || !call->result) {
    throw boost::system::system_error(asio::error::operation_aborted);
  }
  if constexpr (!std::is_void_v<std::invoke_result_t<Function>>) {
    co_return std::move(*call->result);
  }
}
// [pools-run]

/// The same for a pool: `co_await run_in_executor(pool, read_the_file)`.
template <std::invocable Function>
asio::awaitable<std::invoke_result_t<Function>> run_in_executor(
    asio::thread_pool& pool, Function function) {
  return run_in_executor(pool.get_executor(), std::move(function));
}

}  // namespace course
