// A future that three guests wait for, set by hand.
#include <boost/asio.hpp>
#include <chrono>
#include <course/future.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

//! [futures-by-hand]
asio::awaitable<void> guest(std::string name,
                            course::Future<std::string> order) {
  course::say("{}: asks for the soup", name);
  auto dish = co_await order.get();
  course::say("{}: gets {}", name, dish);
}

asio::awaitable<void> lunch() {
  auto loop = co_await asio::this_coro::executor;
  course::Future<std::string> order(loop);
  asio::steady_timer kitchen(loop, 2s);
  kitchen.async_wait(
      [order](auto) mutable { order.set_result("tomato soup"); });
  course::say("done: {}", order.done());

  asio::steady_timer timer(loop);
  co_spawn(trace.executor("Ada", loop), guest("Ada", order),
           asio::detached);
  timer.expires_after(1s);
  co_await timer.async_wait(asio::use_awaitable);
  co_spawn(trace.executor("Grace", loop), guest("Grace", order),
           asio::detached);
  timer.expires_after(2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("done: {}", order.done());
  co_spawn(trace.executor("Barbara", loop), guest("Barbara", order),
           asio::detached);
}
//! [futures-by-hand]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, lunch(), asio::detached);
  loop.run();
}
