// An exception that is set and that nobody asks for.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <course/future.hpp>
#include <stdexcept>

namespace asio = boost::asio;

//! [futures-not-retrieved]
asio::awaitable<void> lunch() {
  {
    course::Future<int> order(co_await asio::this_coro::executor);
    order.set_exception(
        std::make_exception_ptr(std::runtime_error("oven broken")));
  }
  fmt::print("lunch goes on\n");
}
//! [futures-not-retrieved]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, lunch(), asio::detached);
  loop.run();
}
