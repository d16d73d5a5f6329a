// check: Shield.ThrowsTheExceptionOfTheWork
// diagnosis: error-hidden
// A handler that looks at the value only.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  auto executor = co_await asio::this_coro::executor;
  course::Future<int> result(executor);
  asio::co_spawn(
      executor, std::move(work),
      [result](auto, int value) mutable { result.set_result(value); });
  co_await result.wait();
  co_return co_await result.get();
}
