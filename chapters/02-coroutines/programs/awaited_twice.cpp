// A coroutine object that is to be awaited twice.
// recorded: compile-error
#include <boost/asio/awaitable.hpp>

namespace asio = boost::asio;

asio::awaitable<int> brew(int cups) {
  co_return cups;
}

//! [coroutines-twice]
asio::awaitable<int> breakfast() {
  auto order = brew(2);
  int cups = co_await order;
  cups += co_await order;
  co_return cups;
}
//! [coroutines-twice]
