// A cook and a waiter with a hatch between them.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/queue.hpp>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [queues-hatch]
using Hatch = course::Queue<std::string>;

asio::awaitable<void> cook(Hatch& hatch) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (const std::string dish : {"soup", "fish", "cake"}) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    co_await hatch.put(dish);
    course::say("the cook puts the {} on the hatch", dish);
  }
}

asio::awaitable<void> waiter(Hatch& hatch) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 3; ++i) {
    const std::string dish = co_await hatch.get();
    course::say("the waiter takes the {}", dish);
    timer.expires_after(400ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> evening() {
  Hatch hatch(co_await asio::this_coro::executor);
  co_await course::gather(cook(hatch), waiter(hatch));
  course::say("everybody has eaten");
}
//! [queues-hatch]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, evening(), asio::detached);
  loop.run();
}
