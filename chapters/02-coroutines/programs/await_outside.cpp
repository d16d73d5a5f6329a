// co_await in a function that is no coroutine and cannot be one.
// recorded: compile-error
#include <boost/asio/awaitable.hpp>

namespace asio = boost::asio;

asio::awaitable<int> brew(int cups) {
  co_return cups;
}

//! [coroutines-outside]
int breakfast() {
  int cups = co_await brew(2);
  return cups;
}
//! [coroutines-outside]
