// variant: timer callbacks that count, and a second timer as the signal
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "countdown.hpp"

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer second(executor);
  asio::steady_timer lift_off(executor,
                              asio::steady_timer::time_point::max());
  std::function<void()> tick = [&] {
    announce(from);
    if (from-- == 0) {
      lift_off.cancel();
      return;
    }
    second.expires_after(1s);
    second.async_wait([&](boost::system::error_code) { tick(); });
  };
  tick();
  if (from >= 0) {
    co_await lift_off.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}
