/// @file
/// Running coroutines together: asyncio's gather for Asio.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace course {

namespace asio = boost::asio;

namespace detail {

/// What a job of result type `T` contributes to the results.
template <typename T>
using ResultOf = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// What a gather of such jobs returns.
template <typename T>
using ResultsOf =
    std::conditional_t<std::is_void_v<T>, void, std::vector<T>>;

// [gather-state]
/// What a gather and its jobs share. The jobs hold it too, because they may
/// run on after the gather has raised the exception of one of them.
struct Gathering {
  /// Holds one message: how the gather ends. Null means "all results".
  asio::experimental::channel<void(std::exception_ptr)> outcome;
  /// One per job, so that cancelling the gather cancels each of them.
  std::vector<asio::cancellation_signal> signals;
  std::size_t running;
  bool cancelled = false;

  Gathering(const asio::any_io_executor& executor, std::size_t jobs)
      : outcome(executor, 1), signals(jobs), running(jobs) {}

  void job_ended(std::exception_ptr error) {
    --running;
    if (!error && running == 0 && cancelled) {
      error = std::make_exception_ptr(
          boost::system::system_error(asio::error::operation_aborted));
    }
    if (error || running == 0) {
      outcome.try_send(error);  // gather takes the first one only
    }
  }

  void cancel(asio::cancellation_type type) {
    cancelled = true;
    for (auto& signal : signals) {
      signal.emit(type);
    }
  }
};
// [gather-state]

/// A gathering with a place for each result, empty until the job has ended.
template <typename Places>
struct GatheringInto : Gathering {
  Places places;

  GatheringInto(const asio::any_io_executor& executor, std::size_t jobs,
                Places empty)
      : Gathering(executor, jobs), places(std::move(empty)) {}
};

/// Runs one job, keeps its result in `place` and reports how it ended. It
/// yields first: co_spawn starts a coroutine inside the call, asyncio on
/// the loop's next turn.
// [gather-job]
template <typename T>
asio::awaitable<void> run_job(asio::awaitable<T> job,
                              std::optional<ResultOf<T>>& place,
                              std::shared_ptr<Gathering> gathering) {
  std::exception_ptr error;
  try {
    co_await asio::post(asio::deferred);
    if constexpr (std::is_void_v<T>) {
      co_await std::move(job);
      place.emplace();
    } else {
      place.emplace(co_await std::move(job));
    }
  } catch (...) {
    error = std::current_exception();
  }
  gathering->job_ended(error);
}
// [gather-job]

/// Starts the job with this number. `place` is a part of `gathering`.
// [gather-start]
template <typename T>
void start_job(const asio::any_io_executor& executor, std::size_t number,
               asio::awaitable<T> job, std::optional<ResultOf<T>>& place,
               const std::shared_ptr<Gathering>& gathering) {
  asio::co_spawn(executor, run_job(std::move(job), place, gathering),
                 asio::bind_cancellation_slot(
                     gathering->signals[number].slot(), asio::detached));
}
// [gather-start]

/// Waits until all jobs have ended or one has failed, and throws its error.
// [gather-end]
inline asio::awaitable<void> end_of(std::shared_ptr<Gathering> gathering) {
  if (gathering->signals.empty()) {
    co_return;  // no jobs: nobody would ever send a message
  }
  auto slot = (co_await asio::this_coro::cancellation_state).slot();
  if (slot.is_connected()) {
    // Weak: the slot may live longer than the loop the channel belongs to.
    slot.assign([weak = std::weak_ptr(gathering)](auto type) {
      if (const auto jobs = weak.lock()) {
        jobs->cancel(type);
      }
    });
  }
  // Not cancelled itself: it ends when the jobs have answered.
  co_await gathering->outcome.async_receive(asio::bind_cancellation_slot(
      asio::cancellation_slot(), asio::use_awaitable));
}
// [gather-end]

}  // namespace detail

/// Runs `jobs` together and completes when all of them have ended. The
/// results stand in the order of the jobs, in whatever order they end; `T`
/// needs no default constructor, only a move. Jobs without a result have
/// none: `T` may be `void`.
///
/// Nothing runs before the returned awaitable is awaited. Then the jobs are
/// started in their order, on the loop's next turn; an empty vector
/// completes at once.
///
/// Errors: the first exception of a job is thrown as soon as it happens.
/// The other jobs are not cancelled: they run on, and what they throw later
/// is dropped. So a job must not refer to anything that dies with the
/// caller.
///
/// Cancellation: cancelling the coroutine that awaits cancels every job,
/// started or not; `operation_aborted` is thrown when the first job ends
/// with it, or at the end if every job has ignored it.
///
/// Threads: the jobs run on the caller's executor. It must not run two
/// handlers at a time: an io_context run by one thread, or a strand.
///
/// Source: document 002, section 1.2.4.
// [gather-core]
template <typename T>
asio::awaitable<detail::ResultsOf<T>> gather(
    std::vector<asio::awaitable<T>> jobs) {
  using Places = std::vector<std::optional<detail::ResultOf<T>>>;
  const auto executor = co_await asio::this_coro::executor;
  const auto shared = std::make_shared<detail::GatheringInto<Places>>(
      executor, jobs.size(), Places(jobs.size()));
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    detail::start_job(executor, i, std::move(jobs[i]), shared->places[i],
                      shared);
  }
  co_await detail::end_of(shared);

  if constexpr (!std::is_void_v<T>) {
    std::vector<T> results;
    results.reserve(jobs.size());
    for (auto& place : shared->places) {
      results.push_back(std::move(*place));
    }
    co_return results;
  }
}
// [gather-core]

/// Runs jobs of different types together. The result is a tuple in the
/// order of the jobs, with `std::monostate` for a job without a result.
///
/// Start, errors, cancellation and threads: as for a vector of jobs.
///
/// Source: document 002, section 1.2.4.
template <typename... T>
asio::awaitable<std::tuple<detail::ResultOf<T>...>> gather(
    asio::awaitable<T>... jobs) {
  using Places = std::tuple<std::optional<detail::ResultOf<T>>...>;
  const auto executor = co_await asio::this_coro::executor;
  const auto shared = std::make_shared<detail::GatheringInto<Places>>(
      executor, sizeof...(jobs), Places());
  std::apply(
      [&](auto&... place) {
        std::size_t number = 0;
        (detail::start_job(executor, number++, std::move(jobs), place,
                           shared),
         ...);
      },
      shared->places);
  co_await detail::end_of(shared);

  co_return std::apply(
      [](auto&... place) {
        return std::tuple<detail::ResultOf<T>...>(std::move(*place)...);
      },
      shared->places);
}

}  // namespace course
