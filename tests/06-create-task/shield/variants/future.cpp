// variant: co_spawn tells a handler, which sets a future
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  auto executor = co_await asio::this_coro::executor;
  course::Future<int> outcome(executor);
  asio::co_spawn(executor, std::move(work),
                 [outcome](std::exception_ptr error, int value) mutable {
                   if (error) {
                     outcome.set_exception(error);
                   } else {
                     outcome.set_result(value);
                   }
                 });
  co_await outcome.wait();
  co_return co_await outcome.get();
}
