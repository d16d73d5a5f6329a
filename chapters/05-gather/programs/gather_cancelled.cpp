// Cancelling the gather cancels its jobs.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [gather-cancelled]
asio::awaitable<void> fetch(std::string topic,
                            std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  try {
    co_await timer.async_wait(asio::use_awaitable);
    course::say("{}: answered", topic);
  } catch (const boost::system::system_error&) {
    course::say("{}: cancelled", topic);
    throw;
  }
}

asio::awaitable<void> front_page() {
  co_await course::gather(fetch("weather", 1s), fetch("news", 600ms));
  course::say("printed");
}

int main() {
  asio::io_context loop;
  asio::cancellation_signal stop;
  asio::co_spawn(loop, front_page(),
                 asio::bind_cancellation_slot(
                     stop.slot(), [](const std::exception_ptr& error) {
                       if (error)
                         course::say("the page was not printed");
                     }));
  asio::steady_timer timer(loop, 200ms);
  timer.async_wait([&](auto) { stop.emit(asio::cancellation_type::all); });
  loop.run();
}
//! [gather-cancelled]
