// A display that would rather miss a reading than show an old one.
#include <boost/asio.hpp>
#include <chrono>
#include <course/queue.hpp>
#include <course/say.hpp>
#include <course/task.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [queues-nowait]
asio::awaitable<void> sensor(course::Queue<int>& readings) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 6; ++i) {
    if (!readings.try_put(20 + i)) {
      course::say("{} degrees are dropped", 20 + i);
    }
    timer.expires_after(200ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> display(course::Queue<int>& readings) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    course::say("the display shows {}", co_await readings.get());
    timer.expires_after(500ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> measure() {
  const auto executor = co_await asio::this_coro::executor;
  course::Queue<int> readings(executor, 1);
  auto showing = course::create_task(executor, display(readings));
  co_await sensor(readings);
  asio::steady_timer timer(executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  showing.cancel();
  co_await showing.wait();
}
//! [queues-nowait]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, measure(), asio::detached);
  loop.run();
}
