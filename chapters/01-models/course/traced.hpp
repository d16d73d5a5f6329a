#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <utility>

#include "trace.hpp"

namespace course {

/// Awaits `work` and records it in `trace` as a task of its own, so that it
/// has its own row in the figure. For the awaiting coroutine it is the same
/// as `co_await std::move(work)`: result, exception and order are the same.
/// The trace must live until the work is done.
template <class T>
boost::asio::awaitable<T> traced(Trace& trace, std::string task,
                                 boost::asio::awaitable<T> work) {
  auto executor = co_await boost::asio::this_coro::executor;
  co_return co_await boost::asio::co_spawn(
      trace.executor(std::move(task), executor), std::move(work),
      boost::asio::use_awaitable);
}

}  // namespace course
