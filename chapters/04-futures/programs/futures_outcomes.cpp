// The three ways in which a future can end, and what comes after.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <course/future.hpp>
#include <future>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;

using Order = course::Future<std::string>;

asio::awaitable<void> told(std::string name, Order order) {
  try {
    fmt::print("{}: {}\n", name, co_await order.get());
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::operation_aborted)
      throw;
    fmt::print("{}: cancelled\n", name);
  } catch (const std::exception& error) {
    fmt::print("{}: {}\n", name, error.what());
  }
}

//! [futures-outcomes]
asio::awaitable<void> orders() {
  auto loop = co_await asio::this_coro::executor;
  Order soup(loop);
  Order cake(loop);
  Order coffee(loop);

  soup.set_result("tomato soup");
  cake.set_exception(
      std::make_exception_ptr(std::runtime_error("oven broken")));
  coffee.cancel();

  co_await told("soup", soup);
  co_await told("cake", cake);
  co_await told("cake again", cake);
  co_await told("coffee", coffee);
  try {
    soup.set_result("pea soup");
  } catch (const std::future_error& error) {
    fmt::print("a second result: {}\n", error.code().message());
  }
}
//! [futures-outcomes]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, orders(), asio::detached);
  loop.run();
}
