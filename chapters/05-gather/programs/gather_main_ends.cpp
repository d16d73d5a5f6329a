// What becomes of the other jobs when the program is done.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <stdexcept>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> notify() {
  try {
    co_await sleep_for(500ms);
    fmt::print("notify: done\n");
  } catch (const boost::system::system_error&) {
    fmt::print("notify: cancelled\n");
    throw;
  }
}

asio::awaitable<void> charge() {
  co_await sleep_for(100ms);
  throw std::runtime_error("card refused");
}

//! [gather-main-ends]
asio::awaitable<void> check_out() {
  try {
    co_await course::gather(charge(), notify());
  } catch (const std::runtime_error& error) {
    fmt::print("gather raised: {}\n", error.what());
  }
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, check_out(), asio::detached);
  loop.run();
  fmt::print("the loop has ended\n");
}
//! [gather-main-ends]
