// A job outlives the coroutine whose variable it uses.
// recorded: asan
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

//! [gather-dangling-local]
asio::awaitable<void> reserve(int& reserved) {
  co_await sleep_for(300ms);
  ++reserved;
}

asio::awaitable<void> charge() {
  co_await sleep_for(100ms);
  throw std::runtime_error("card refused");
}

asio::awaitable<void> check_out() {
  int reserved = 0;
  co_await course::gather(reserve(reserved), charge());
  fmt::print("{} reserved\n", reserved);
}
//! [gather-dangling-local]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, check_out(), [](const std::exception_ptr&) {
    fmt::print("check-out has failed\n");
  });
  loop.run();
}
