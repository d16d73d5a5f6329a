// Clean-up without resetting the cancellation: it is cancelled, too.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/task.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> close_the_file() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 200ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("recording: file closed");
}

asio::awaitable<void> record() {
  course::say("recording: starts");
  asio::steady_timer timer(co_await asio::this_coro::executor, 10s);
  auto [error] =
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (error) {
    course::say("recording: cancelled");
    co_await close_the_file();
    throw boost::system::system_error(error);
  }
}

asio::awaitable<void> studio() {
  auto loop = co_await asio::this_coro::executor;
  auto task = course::create_task(loop, record());
  asio::steady_timer timer(loop, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  task.cancel();
  course::say("cancel() was called, done: {}", task.done());
  co_await task.wait();
  course::say("cancelled: {}", task.cancelled());
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, studio(), asio::detached);
  loop.run();
}
