// A coroutine object thrown away in the statement that made it.
// recorded: compile-error
#include <boost/asio/awaitable.hpp>
#include <course/say.hpp>

#pragma clang diagnostic error "-Wunused-result"

namespace asio = boost::asio;

//! [coroutines-forgotten]
asio::awaitable<int> brew(int cups) {
  course::say("brewing {} cups", cups);
  co_return cups;
}

asio::awaitable<void> breakfast() {
  brew(2);
  course::say("breakfast is served");
  co_return;
}
//! [coroutines-forgotten]
