// One job fails, the others run on.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <stdexcept>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> reserve() {
  co_await sleep_for(300ms);
  course::say("reserve: done");
}

asio::awaitable<void> charge() {
  co_await sleep_for(100ms);
  throw std::runtime_error("card refused");
}

asio::awaitable<void> notify() {
  co_await sleep_for(500ms);
  course::say("notify: done");
}

//! [gather-one-fails]
asio::awaitable<void> check_out() {
  try {
    co_await course::gather(course::traced(trace, "reserve", reserve()),
                            course::traced(trace, "charge", charge()),
                            course::traced(trace, "notify", notify()));
    course::say("sold");
  } catch (const std::runtime_error& error) {
    course::say("gather raised: {}", error.what());
  }
  co_await sleep_for(600ms);
  course::say("check-out ends");
}
//! [gather-one-fails]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, check_out(), asio::detached);
  loop.run();
}
