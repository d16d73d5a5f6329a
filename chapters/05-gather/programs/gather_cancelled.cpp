#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

const auto start = std::chrono::steady_clock::now();

void say(const std::string& text) {
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - start;
  fmt::print("{:.1f} s  {}\n", time.count(), text);
}

//! [gather-cancelled]
asio::awaitable<void> fetch(std::string topic,
                            std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  try {
    co_await timer.async_wait(asio::use_awaitable);
    say(topic + ": answered");
  } catch (const boost::system::system_error&) {
    say(topic + ": cancelled");
    throw;
  }
}

asio::awaitable<void> front_page() {
  co_await course::gather(fetch("weather", 1s), fetch("news", 600ms));
  say("printed");
}

int main() {
  asio::io_context loop;
  asio::cancellation_signal stop;
  asio::co_spawn(loop, front_page(),
                 asio::bind_cancellation_slot(
                     stop.slot(), [](std::exception_ptr error) {
                       say(fmt::format("cancelled: {}", error != nullptr));
                     }));
  asio::steady_timer timer(loop, 200ms);
  timer.async_wait(
      [&](auto) { stop.emit(asio::cancellation_type::all); });
  loop.run();
}
//! [gather-cancelled]
