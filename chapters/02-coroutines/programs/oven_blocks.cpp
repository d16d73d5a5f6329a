// An oven that blocks the event loop: nobody watches for smoke.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> watch_for_smoke() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 4; ++i) {
    timer.expires_after(500ms);
    co_await timer.async_wait(asio::use_awaitable);
    course::say("no smoke");
  }
}

//! [coroutines-oven-blocks]
asio::awaitable<void> bake() {
  course::say("bread into the oven");
  std::this_thread::sleep_for(1800ms);
  course::say("bread out of the oven");
  co_return;
}
//! [coroutines-oven-blocks]

int main() {
  asio::io_context loop;
  course::Trace trace;
  asio::co_spawn(trace.executor("detector", loop.get_executor()),
                 watch_for_smoke(), asio::detached);
  asio::co_spawn(trace.executor("oven", loop.get_executor()), bake(),
                 asio::detached);
  loop.run();
}
