#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>

#include "shapes.hpp"

// What the course leaves to Asio.
namespace bench {

asio::awaitable<void> ready_await(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    co_await number(1);
  }
}

asio::awaitable<void> yield(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    co_await asio::post(asio::use_awaitable);
  }
}

namespace {

asio::awaitable<void> sleep_once(std::shared_ptr<std::size_t> awake) {
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           std::chrono::seconds(1));
  co_await timer.async_wait(asio::use_awaitable);
  ++*awake;
}

}  // namespace

asio::awaitable<void> sleepers(std::size_t count) {
  const auto executor = co_await asio::this_coro::executor;
  const auto awake = std::make_shared<std::size_t>(0);
  for (std::size_t i = 0; i < count; ++i) {
    asio::co_spawn(executor, sleep_once(awake), asio::detached);
  }
  asio::steady_timer timer(executor);
  while (*awake < count) {
    timer.expires_after(std::chrono::milliseconds(10));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

}  // namespace bench
