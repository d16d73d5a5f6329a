// co_await on a function that knows nothing of the event loop.
// recorded: compile-error
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [coroutines-await-sleep]
asio::awaitable<void> rest() {
  co_await std::this_thread::sleep_for(2s);
}
//! [coroutines-await-sleep]
