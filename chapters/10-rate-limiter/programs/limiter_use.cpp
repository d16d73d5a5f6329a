// Ten calls, of which three may pass in any second.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/rate_limiter.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

//! [limiter-use]
asio::awaitable<void> ask(course::RateLimiter& limiter, int number) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  co_await limiter.acquire();
  course::say("call {} goes out", number);
  timer.expires_after(300ms);  // the server's answer
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> ask_all() {
  const auto executor = co_await asio::this_coro::executor;
  course::RateLimiter limiter(executor, 3, 1s);
  std::vector<asio::awaitable<void>> calls;
  for (int i = 0; i < 10; ++i) {
    calls.push_back(
        asio::co_spawn(trace.executor(fmt::format("call {}", i), executor),
                       ask(limiter, i), asio::use_awaitable));
  }
  co_await course::gather(std::move(calls));
  course::say("ten answers");
}
//! [limiter-use]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask_all(), asio::detached);
  loop.run();
}
