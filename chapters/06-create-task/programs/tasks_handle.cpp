// What a task can be asked, and awaited twice.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/task.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [tasks-handle]
asio::awaitable<void> report(std::string name, course::Task<int> task) {
  course::say("{}: {}", name, co_await task.get());
}

asio::awaitable<int> add_up() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  co_return 42;
}

asio::awaitable<void> office() {
  auto loop = co_await asio::this_coro::executor;
  auto task = course::create_task(loop, add_up());
  course::say("done: {}", task.done());
  co_await course::gather(report("Ada", task), report("Grace", task));
  course::say("done: {}, cancelled: {}", task.done(), task.cancelled());
  course::say("error: {}", task.exception() != nullptr);
  course::say("again: {}", co_await task.get());
}
//! [tasks-handle]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, office(), asio::detached);
  loop.run();
}
