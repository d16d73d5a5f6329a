// A cook who is faster than the waiter, with and without a limit.
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <course/queue.hpp>
#include <course/task.hpp>
#include <course/trace.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

double seconds_since(std::chrono::nanoseconds start) {
  return std::chrono::duration<double>(trace.now() - start).count();
}

//! [queues-backpressure]
asio::awaitable<std::size_t> cook(course::Queue<int>& hatch) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  std::size_t most = 0;
  for (int dish = 0; dish < 6; ++dish) {
    timer.expires_after(200ms);
    co_await timer.async_wait(asio::use_awaitable);
    co_await hatch.put(dish);
    most = std::max(most, hatch.size());
  }
  co_return most;
}

asio::awaitable<void> waiter(course::Queue<int>& hatch) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 6; ++i) {
    co_await hatch.get();
    timer.expires_after(500ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> evening(std::size_t maxsize) {
  const auto start = trace.now();
  const auto executor = co_await asio::this_coro::executor;
  course::Queue<int> hatch(executor, maxsize);
  auto cooking =
      course::create_task(trace.executor("cook", executor), cook(hatch));
  auto serving = course::create_task(trace.executor("waiter", executor),
                                     waiter(hatch));
  const std::size_t most = co_await cooking.get();
  const double cooked = seconds_since(start);
  co_await serving.get();
  fmt::print(
      "maxsize {}: at most {} on the hatch;"
      " the cook ends at {:.1f} s, the waiter at {:.1f} s\n",
      maxsize, most, cooked, seconds_since(start));
}
//! [queues-backpressure]

asio::awaitable<void> both() {
  co_await evening(0);
  co_await evening(2);
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, both(), asio::detached);
  loop.run();
}
