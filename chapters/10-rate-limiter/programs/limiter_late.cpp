// A limiter that plans its times ahead, and a loop that comes late.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/work_for.hpp>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [limiter-late]
using Clock = std::chrono::steady_clock;

/// One call per second, each with an appointment.
struct PlanningLimiter {
  Clock::time_point next = Clock::now();

  asio::awaitable<void> acquire() {
    asio::steady_timer timer(co_await asio::this_coro::executor,
                             std::max(next, Clock::now()));
    next = timer.expiry() + 1s;
    co_await timer.async_wait(asio::use_awaitable);
  }
};
//! [limiter-late]

asio::awaitable<void> ask(PlanningLimiter& limiter, int number) {
  co_await limiter.acquire();
  course::say("call {} goes out", number);
}

asio::awaitable<void> compute() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 500ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::work_for(1400ms);
}

asio::awaitable<void> ask_all() {
  PlanningLimiter limiter;
  std::vector<asio::awaitable<void>> jobs;
  for (int i = 0; i < 4; ++i) {
    jobs.push_back(ask(limiter, i));
  }
  jobs.push_back(compute());
  co_await course::gather(std::move(jobs));
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask_all(), asio::detached);
  loop.run();
}
