/// @file
/// A row in the timeline for a job that somebody else starts.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/trace.hpp>
#include <string>
#include <utility>

namespace course {

/// Wraps `job` so that `trace` records it as `task`, wherever it is awaited.
///
/// A trace names a coroutine by the executor it is spawned on; gather spawns
/// its jobs itself, so the name has to travel with the job. The job's
/// result, its exception and its cancellation pass through.
///
/// The job runs on the executor of the coroutine that awaits it, one turn of
/// the loop later. `trace` must live until then.
template <typename T>
boost::asio::awaitable<T> traced_job(Trace& trace, std::string task,
                                     boost::asio::awaitable<T> job) {
  namespace asio = boost::asio;
  const auto executor =
      trace.executor(std::move(task), co_await asio::this_coro::executor);
  // Submitted under its name, so that its time in the queue shows as ready.
  co_await asio::post(executor, asio::use_awaitable);
  co_return co_await asio::co_spawn(executor, std::move(job),
                                    asio::use_awaitable);
}

}  // namespace course
