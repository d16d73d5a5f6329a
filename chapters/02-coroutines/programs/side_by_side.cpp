// Coffee and toast, each started on its own: the waits overlap.
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
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> make(std::string dish, std::chrono::seconds time) {
  course::say("{}: start", dish);
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{}: ready", dish);
}

//! [coroutines-side-by-side]
int main() {
  asio::io_context loop;
  course::Trace trace;
  asio::co_spawn(trace.executor("coffee", loop.get_executor()),
                 make("coffee", 2s), asio::detached);
  asio::co_spawn(trace.executor("toast", loop.get_executor()),
                 make("toast", 1s), asio::detached);
  loop.run();
  course::say("{}", to_string(classify(trace.intervals())));
}
//! [coroutines-side-by-side]
