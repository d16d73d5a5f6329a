// check: Shield.ThrowsTheExceptionOfTheWork
// diagnosis: error-never-arrives
// A detached coroutine sets a future, if the work returns.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <utility>

#include "shield.hpp"

namespace {

asio::awaitable<void> run(asio::awaitable<int> work,
                          course::Future<int> result) {
  result.set_result(co_await std::move(work));
}

}  // namespace

asio::awaitable<int> shield(asio::awaitable<int> work) {
  auto executor = co_await asio::this_coro::executor;
  course::Future<int> result(executor);
  asio::co_spawn(executor, run(std::move(work), result), asio::detached);
  co_await result.wait();
  co_return co_await result.get();
}
