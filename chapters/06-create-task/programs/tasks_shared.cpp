// Two coroutines await one task, and one of them is cancelled.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/task.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [tasks-shared]
asio::awaitable<void> download() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("download: ends");
}

asio::awaitable<void> page(std::string name, course::Task<void> task) {
  try {
    co_await task.get();
    course::say("{}: shown", name);
  } catch (const boost::system::system_error&) {
    course::say("{}: cancelled", name);
    throw;
  }
}

asio::awaitable<void> browser() {
  auto loop = co_await asio::this_coro::executor;
  auto task = course::create_task(loop, download());
  auto first = course::create_task(loop, page("first page", task));
  auto second = course::create_task(loop, page("second page", task));
  asio::steady_timer timer(loop, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  first.cancel();
  co_await first.wait();
  co_await second.wait();
}
//! [tasks-shared]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, browser(), asio::detached);
  loop.run();
}
