// || with a timer, and wait_for, when the operation fails.
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <stdexcept>
#include <string>
#include <variant>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [wait-or-operator]
asio::awaitable<std::string> fetch() {
  co_await sleep_for(100ms);
  throw std::runtime_error("connection refused");
}

asio::awaitable<void> with_operator() {
  const std::variant<std::string, std::monostate> outcome =
      co_await (fetch() || sleep_for(2s));
  course::say("||: {}",
              outcome.index() == 0 ? "fetched" : "it took too long");
}

asio::awaitable<void> with_wait_for() {
  co_await course::wait_for(fetch(), 2s);
  course::say("wait_for: fetched");
}
//! [wait-or-operator]

asio::awaitable<void> compare() {
  co_await with_operator();
  course::say("again, with wait_for");
  try {
    co_await with_wait_for();
  } catch (const std::exception& error) {
    course::say("wait_for: {}", error.what());
  }
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
