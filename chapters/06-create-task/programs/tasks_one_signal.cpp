// One cancellation signal for two jobs.
// recorded: asan
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> job() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [tasks-one-signal]
int main() {
  asio::io_context loop;
  asio::cancellation_signal stop;
  for (int i = 0; i < 2; ++i)
    co_spawn(loop, job(),
             asio::bind_cancellation_slot(stop.slot(), asio::detached));
  loop.run();
}
//! [tasks-one-signal]
