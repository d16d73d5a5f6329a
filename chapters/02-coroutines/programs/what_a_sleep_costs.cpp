// What three ways to spend half a second cost in processor time.
// recorded: measured
#include <fmt/core.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/work_for.hpp>
#include <ctime>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

double processor_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

template <class Function>
void measure(const char* what, Function function) {
  const auto begin = std::chrono::steady_clock::now();
  const double processor_begin = processor_seconds();
  function();
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - begin;
  fmt::print("{:<14} {:.2f} s of time, {:.2f} s of processor\n", what,
             time.count(), processor_seconds() - processor_begin);
}

asio::awaitable<void> nap() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 500ms);
  co_await timer.async_wait(asio::use_awaitable);
}

int main() {
  //! [coroutines-sleep-costs]
  measure("computing", [] { course::work_for(500ms); });
  measure("sleep_for", [] { std::this_thread::sleep_for(500ms); });
  measure("awaited timer", [] {
    asio::io_context loop;
    asio::co_spawn(loop, nap(), asio::detached);
    loop.run();
  });
  //! [coroutines-sleep-costs]
}
