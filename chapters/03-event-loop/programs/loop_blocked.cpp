// A coroutine that blocks the loop for five seconds, and its neighbour.
// recorded: watched
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [loop-blocked]
asio::awaitable<void> answer_the_door() {
  asio::steady_timer bell(co_await asio::this_coro::executor, 1s);
  co_await bell.async_wait(asio::use_awaitable);
  course::say("the door is answered; it rang at 1.0 s");
}

asio::awaitable<void> cook() {
  course::say("cook: into the cellar");
  std::this_thread::sleep_for(5s);
  course::say("cook: back");
  co_return;
}
//! [loop-blocked]

int main() {
  course::Trace trace;
  asio::io_context loop;
  asio::co_spawn(trace.executor("door", loop.get_executor()),
                 answer_the_door(), asio::detached);
  asio::co_spawn(trace.executor("cook", loop.get_executor()), cook(),
                 asio::detached);
  loop.run();
}
