// A blocking call in a coroutine, and off the loop.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/run_in_executor.hpp>
#include <course/say.hpp>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [pools-blocking]
std::string read_page(int page) {
  std::this_thread::sleep_for(1s);  // an old library that blocks
  return fmt::format("text of page {}", page);
}

asio::awaitable<void> in_the_coroutine() {
  course::say("{}", read_page(1));
  co_return;
}

asio::awaitable<void> in_an_executor(asio::thread_pool& pool) {
  auto read = [] { return read_page(2); };
  course::say("{}", co_await course::run_in_executor(pool, read));
}

asio::awaitable<void> clock_ticks() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 2; ++i) {
    timer.expires_after(400ms);
    co_await timer.async_wait(asio::use_awaitable);
    course::say("tick");
  }
}

asio::awaitable<void> both(asio::thread_pool& pool) {
  co_await course::gather(in_the_coroutine(), clock_ticks());
  co_await course::gather(in_an_executor(pool), clock_ticks());
}
//! [pools-blocking]

int main() {
  asio::io_context loop;
  asio::thread_pool pool(2);
  asio::co_spawn(loop, both(pool), asio::detached);
  loop.run();
}
