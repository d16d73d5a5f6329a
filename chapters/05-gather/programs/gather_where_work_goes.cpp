// The same work before and after the wait.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/work_for.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

asio::awaitable<void> sleep_for(milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [gather-where-work-goes]
asio::awaitable<void> work_before(milliseconds work, milliseconds wait) {
  course::work_for(work);
  co_await sleep_for(wait);
}

asio::awaitable<void> work_after(milliseconds work, milliseconds wait) {
  co_await sleep_for(wait);
  course::work_for(work);
}
//! [gather-where-work-goes]

using Job = asio::awaitable<void> (*)(milliseconds, milliseconds);

asio::awaitable<double> seconds(Job job, milliseconds wait_of_b) {
  const auto start = std::chrono::steady_clock::now();
  co_await course::gather(job(500ms, 1s), job(300ms, wait_of_b));
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - start;
  co_return time.count();
}

asio::awaitable<void> row(std::string name, Job job) {
  const auto equal = co_await seconds(job, 1s);
  const auto longer = co_await seconds(job, 1500ms);
  fmt::print("{:<12} {:>11.1f} s  {:>11.1f} s\n", name, equal, longer);
}

asio::awaitable<void> table() {
  fmt::print("             B waits 1.0 s  B waits 1.5 s\n");
  co_await row("work before", work_before);
  co_await row("work after", work_after);
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, table(), asio::detached);
  loop.run();
}
