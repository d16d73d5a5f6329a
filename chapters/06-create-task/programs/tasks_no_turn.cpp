// Work between create_task and the first await, without and with a turn.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/task.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <course/work_for.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

//! [tasks-no-turn]
asio::awaitable<void> download() {
  course::say("download: starts");
  asio::steady_timer timer(co_await asio::this_coro::executor, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("download: ends");
}

asio::awaitable<void> publish(bool give_a_turn) {
  auto loop = co_await asio::this_coro::executor;
  auto task =
      course::create_task(trace.executor("download", loop), download());
  if (give_a_turn)
    co_await asio::post(asio::use_awaitable);
  course::work_for(1s);  // checks rights, prepares a folder
  course::say("prepared");
  co_await task.get();
}
//! [tasks-no-turn]

asio::awaitable<void> compare() {
  co_await traced(trace, "publish", publish(false));
  course::say("-- with a turn for the loop");
  co_await traced(trace, "publish", publish(true));
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
