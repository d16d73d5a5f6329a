// co_await in a catch block.
// recorded: compile-error
#include <boost/asio.hpp>
#include <chrono>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> close_the_file();

//! [tasks-catch]
asio::awaitable<void> record() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10s);
  try {
    co_await timer.async_wait(asio::use_awaitable);
  } catch (const boost::system::system_error&) {
    co_await close_the_file();
    throw;
  }
}
//! [tasks-catch]
