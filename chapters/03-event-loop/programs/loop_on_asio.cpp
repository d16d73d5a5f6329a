// The same two coroutines on Asio's event loop.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [loop-on-asio]
asio::awaitable<void> boil_water() {
  course::say("water on");
  asio::steady_timer timer(co_await asio::this_coro::executor, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("water boils");
}

asio::awaitable<void> make_tea() {
  co_await boil_water();
  asio::steady_timer timer(co_await asio::this_coro::executor, 3s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("tea is ready");
}

asio::awaitable<void> make_toast() {
  course::say("bread in");
  asio::steady_timer timer(co_await asio::this_coro::executor, 4s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("toast is ready");
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, make_tea(), asio::detached);
  asio::co_spawn(loop, make_toast(), asio::detached);
  loop.run();
  course::say("nothing is left");
}
//! [loop-on-asio]
