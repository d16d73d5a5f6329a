// What runs before gather is awaited.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [gather-not-awaited]
asio::awaitable<void> deliver(std::string parcel,
                              std::chrono::milliseconds delay) {
  fmt::print("{}: on its way\n", parcel);
  co_await sleep_for(delay);
  fmt::print("{}: delivered\n", parcel);
}

asio::awaitable<void> main_coroutine() {
  auto deliveries =
      course::gather(deliver("lamp", 200ms), deliver("book", 100ms));
  fmt::print("gather called\n");
  co_await sleep_for(500ms);
  fmt::print("half a second later, awaiting for the first time\n");
  co_await std::move(deliveries);
  fmt::print("main ends\n");
}
//! [gather-not-awaited]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, main_coroutine(), asio::detached);
  loop.run();
}
