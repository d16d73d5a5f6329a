// An oven that awaits: the smoke detector keeps its rhythm.
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

//! [coroutines-oven-awaits]
asio::awaitable<void> bake() {
  course::say("bread into the oven");
  asio::steady_timer timer(co_await asio::this_coro::executor, 1800ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("bread out of the oven");
}
//! [coroutines-oven-awaits]

int main() {
  asio::io_context loop;
  course::Trace trace;
  asio::co_spawn(trace.executor("detector", loop.get_executor()),
                 watch_for_smoke(), asio::detached);
  asio::co_spawn(trace.executor("oven", loop.get_executor()), bake(),
                 asio::detached);
  loop.run();
}
