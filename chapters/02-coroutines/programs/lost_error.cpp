// An exception that leaves a coroutine, and three ways to hear of it or
// not.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <course/say.hpp>
#include <exception>
#include <future>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;

//! [coroutines-lost-error]
asio::awaitable<void> brew(std::string who) {
  throw std::runtime_error("no beans for " + who);
  co_return;
}

void rethrow(const std::exception_ptr& error) {
  if (error) {
    std::rethrow_exception(error);
  }
}

void open_the_kitchen() {
  asio::io_context loop;
  asio::co_spawn(loop, brew("a detached guest"), asio::detached);
  auto promised =
      asio::co_spawn(loop, brew("a future guest"), asio::use_future);
  asio::co_spawn(loop, brew("a guest with a handler"), rethrow);
  try {
    loop.run();
  } catch (const std::exception& error) {
    course::say("run() threw: {}", error.what());
  }
  try {
    promised.get();
  } catch (const std::exception& error) {
    course::say("get() threw: {}", error.what());
  }
}
//! [coroutines-lost-error]

int main() {
  open_the_kitchen();
}
