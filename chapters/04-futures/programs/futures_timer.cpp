// A timer that never expires, cancelled to say "it is there".
// recorded: fails
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [futures-timer]
asio::awaitable<void> guest(std::string name, asio::steady_timer& soup) {
  course::say("{}: asks for the soup", name);
  co_await soup.async_wait(asio::as_tuple(asio::use_awaitable));
  course::say("{}: gets it", name);
}

asio::awaitable<void> lunch() {
  auto loop = co_await asio::this_coro::executor;
  asio::steady_timer soup(loop, asio::steady_timer::time_point::max());
  asio::steady_timer kitchen(loop, 2s);
  kitchen.async_wait([&](auto) { soup.cancel(); });

  co_await guest("Ada", soup);
  co_await guest("Barbara", soup);
}
//! [futures-timer]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, lunch(), asio::detached);
  loop.run();
}
