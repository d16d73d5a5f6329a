// A loop that tries again after every exception, under a limit.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <exception>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [wait-swallowed]
asio::awaitable<std::string> poll_printer() {
  for (const int attempt : {1, 2, 3}) {
    try {
      co_await sleep_for(3s);
      co_return "ready";
    } catch (const std::exception& error) {
      course::say("attempt {}: {}", attempt, error.what());
    }
  }
  co_return "unknown";
}

asio::awaitable<void> check() {
  try {
    const auto state = co_await course::wait_for(poll_printer(), 2s);
    course::say("the printer is {}", state);
  } catch (const boost::system::system_error&) {
    course::say("timed out");
  }
}
//! [wait-swallowed]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, check(), asio::detached);
  loop.run();
}
