#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/trace.hpp>
#include <course/traced_job.hpp>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

void say(const std::string& text) {
  const std::chrono::duration<double> time = trace.now();
  fmt::print("{:.1f} s  {}\n", time.count(), text);
}

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> reserve() {
  co_await sleep_for(300ms);
  say("reserve: done");
}

asio::awaitable<void> charge() {
  co_await sleep_for(100ms);
  throw std::runtime_error("card refused");
}

asio::awaitable<void> notify() {
  co_await sleep_for(500ms);
  say("notify: done");
}

//! [gather-one-fails]
asio::awaitable<void> check_out() {
  try {
    co_await course::gather(
        course::traced_job(trace, "reserve", reserve()),
        course::traced_job(trace, "charge", charge()),
        course::traced_job(trace, "notify", notify()));
    say("sold");
  } catch (const std::runtime_error& error) {
    say(fmt::format("gather raised: {}", error.what()));
  }
  co_await sleep_for(600ms);
  say("check-out ends");
}
//! [gather-one-fails]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, check_out(), asio::detached);
  loop.run();
}
