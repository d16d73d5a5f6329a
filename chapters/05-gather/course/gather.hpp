/// @file
/// Running coroutines together: asyncio's gather for Asio.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
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

/// Runs one job and reports how it ended. It yields first: co_spawn starts
/// a coroutine inside the call, asyncio on the loop's next turn.
// [gather-job]
inline asio::awaitable<void> run_job(asio::awaitable<void> job,
                                     std::shared_ptr<Gathering> gathering) {
  std::exception_ptr error;
  try {
    co_await asio::post(asio::use_awaitable);
    co_await std::move(job);
  } catch (...) {
    error = std::current_exception();
  }
  gathering->job_ended(error);
}
// [gather-job]

/// Runs `job` and puts its result in `place`, which it keeps alive.
template <typename T>
asio::awaitable<void> keep_result(asio::awaitable<T> job,
                                  std::shared_ptr<std::optional<T>> place) {
  place->emplace(co_await std::move(job));
}

inline asio::awaitable<void> keep_result(
    asio::awaitable<void> job,
    std::shared_ptr<std::optional<std::monostate>> place) {
  co_await std::move(job);
  place->emplace();
}

/// What a job of result type `T` contributes to a tuple of results.
template <typename T>
using ResultOf = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

}  // namespace detail

/// Runs `jobs` together and completes when all of them have ended.
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
inline asio::awaitable<void> gather(
    std::vector<asio::awaitable<void>> jobs) {
  if (jobs.empty()) {
    co_return;
  }
  const auto executor = co_await asio::this_coro::executor;
  const auto shared =
      std::make_shared<detail::Gathering>(executor, jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    asio::co_spawn(executor, detail::run_job(std::move(jobs[i]), shared),
                   asio::bind_cancellation_slot(shared->signals[i].slot(),
                                                asio::detached));
  }

  auto slot = (co_await asio::this_coro::cancellation_state).slot();
  if (slot.is_connected()) {
    // Weak: the slot may live longer than the loop the channel belongs to.
    slot.assign([weak = std::weak_ptr(shared)](auto type) {
      if (const auto gathering = weak.lock()) {
        gathering->cancel(type);
      }
    });
  }
  // Not cancelled itself: it ends when the jobs have answered.
  co_await shared->outcome.async_receive(asio::bind_cancellation_slot(
      asio::cancellation_slot(), asio::use_awaitable));
}
// [gather-core]

/// Runs `jobs` together; the results stand in the order of the jobs, in
/// whatever order they end. `T` needs no default constructor, only a move.
///
/// Start, errors, cancellation and threads: as for jobs without a result.
///
/// Source: document 002, section 1.2.4.
// [gather-results]
template <typename T>
asio::awaitable<std::vector<T>> gather(
    std::vector<asio::awaitable<T>> jobs) {
  using Place = std::optional<T>;
  const auto places = std::make_shared<std::vector<Place>>(jobs.size());
  std::vector<asio::awaitable<void>> keepers;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    // The pointer shares the ownership of all places, not of this one only.
    keepers.push_back(detail::keep_result(
        std::move(jobs[i]), std::shared_ptr<Place>(places, &(*places)[i])));
  }
  co_await gather(std::move(keepers));

  std::vector<T> results;
  results.reserve(places->size());
  for (auto& place : *places) {
    results.push_back(std::move(*place));
  }
  co_return results;
}
// [gather-results]

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
  const auto places = std::make_shared<Places>();
  std::vector<asio::awaitable<void>> keepers;
  std::apply(
      [&](auto&... place) {
        (keepers.push_back(detail::keep_result(
             std::move(jobs),
             std::shared_ptr<std::decay_t<decltype(place)>>(places,
                                                            &place))),
         ...);
      },
      *places);
  co_await gather(std::move(keepers));

  co_return std::apply(
      [](auto&... place) {
        return std::tuple<detail::ResultOf<T>...>(std::move(*place)...);
      },
      *places);
}

}  // namespace course
