// Three handles that Asio gives for a spawned coroutine.
#include <boost/asio.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [tasks-tokens]
asio::awaitable<void> job(std::string name) {
  course::say("{}: starts", name);
  try {
    co_await sleep_for(2s);
    course::say("{}: ends", name);
  } catch (const boost::system::system_error&) {
    course::say("{}: cancelled", name);
  }
}

asio::awaitable<void> tokens() {
  auto loop = co_await asio::this_coro::executor;
  auto deferred = co_spawn(loop, job("deferred"), asio::deferred);
  {
    auto promise =
        co_spawn(loop, job("promise"), asio::experimental::use_promise);
    co_await sleep_for(1s);
    course::say("the promise goes out of scope");
  }
  co_await sleep_for(1s);
  course::say("now the deferred one is awaited");
  co_await std::move(deferred);
}
//! [tasks-tokens]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, tokens(), asio::detached);
  loop.run();
}
