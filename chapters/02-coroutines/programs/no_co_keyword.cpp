// A function that returns an awaitable and is no coroutine.
// recorded: compile-error
#include <boost/asio/awaitable.hpp>
#include <course/say.hpp>

#pragma clang diagnostic error "-Wreturn-type"

namespace asio = boost::asio;

//! [coroutines-no-keyword]
asio::awaitable<void> set_the_table() {
  course::say("two plates, two cups");
}
//! [coroutines-no-keyword]
