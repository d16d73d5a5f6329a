// Coffee, then toast: two waits that do not overlap.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/traced.hpp>

namespace asio = boost::asio;
using course::traced;
using namespace std::chrono_literals;

course::Trace trace;

//! [coroutines-sequential]
asio::awaitable<void> make_coffee() {
  course::say("coffee: start");
  asio::steady_timer timer(co_await asio::this_coro::executor, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("coffee: ready");
}

asio::awaitable<void> make_toast() {
  course::say("toast: start");
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("toast: ready");
}

asio::awaitable<void> breakfast() {
  co_await traced(trace, "coffee", make_coffee());
  co_await traced(trace, "toast", make_toast());
  course::say("breakfast");
}
//! [coroutines-sequential]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, breakfast(), asio::detached);
  loop.run();
  course::say("{}", to_string(classify(trace.intervals())));
}
