#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <course/gather.hpp>
#include <course/rate_limiter.hpp>
#include <course/work_for.hpp>
#include <random>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

/// An hour of virtual time: no window of one second, wherever it begins,
/// holds more calls than allowed.
namespace {

using namespace course::testing;

using Times = std::vector<std::chrono::nanoseconds>;

constexpr std::size_t limit = 5;
constexpr auto window = 1s;
constexpr auto hour = 1h;

/// Calls in bursts: after up to eight calls it does something else.
asio::awaitable<void> client(course::RateLimiter& limiter, unsigned seed,
                             std::chrono::milliseconds longest_pause,
                             Times& passed) {
  std::mt19937 random(seed);
  while (elapsed() < hour) {
    for (auto calls = random() % 8 + 1; calls > 0; --calls) {
      co_await limiter.acquire();
      passed.push_back(elapsed());
    }
    co_await pause(
        std::chrono::milliseconds(random() % longest_pause.count()));
  }
}

asio::awaitable<void> call_for_an_hour(course::RateLimiter& limiter,
                                       Times& passed) {
  while (elapsed() < hour) {
    co_await limiter.acquire();
    passed.push_back(elapsed());
  }
}

/// Keeps the loop's thread busy now and then, so that timers come late.
asio::awaitable<void> hog() {
  std::mt19937 random(7);
  while (elapsed() < hour) {
    co_await pause(std::chrono::milliseconds(random() % 20'000));
    course::work_for(std::chrono::milliseconds(random() % 2'500));
  }
}

/// Most calls that any window holds. A window holds most when it begins
/// with a call.
std::size_t most_in_a_window(const Times& passed) {
  std::size_t most = 0;
  std::size_t end = 0;
  for (std::size_t begin = 0; begin < passed.size(); ++begin) {
    while (end < passed.size() && passed[end] < passed[begin] + window) {
      ++end;
    }
    most = std::max(most, end - begin);
  }
  return most;
}

/// What the clients ask for: much more than the limit, or about as much.
asio::awaitable<Times> an_hour(const asio::any_io_executor& executor,
                               std::chrono::milliseconds longest_pause) {
  Times passed;
  course::RateLimiter limiter(executor, limit, window);
  std::vector<asio::awaitable<void>> clients;
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    clients.push_back(client(limiter, seed, longest_pause, passed));
  }
  clients.push_back(hog());
  co_await course::gather(std::move(clients));
  co_return passed;
}

}  // namespace

CO_TEST(RateLimiterHour, KeepsTheLimitInEveryWindowUnderPressure) {
  allow_blocking();
  const Times passed = co_await an_hour(loop().get_executor(), 100ms);
  expect(passed.size() > 15'000, expected("most of 18,000 calls pass"),
         seen("{} pass", passed.size()));
  expect_equal(most_in_a_window(passed), limit, "the most in any second");
}

CO_TEST(RateLimiterHour, KeepsTheLimitInEveryWindowWithPauses) {
  allow_blocking();
  const Times passed = co_await an_hour(loop().get_executor(), 10s);
  expect(passed.size() > 5'000, expected("more than 5,000 calls pass"),
         seen("{} pass", passed.size()));
  expect_equal(most_in_a_window(passed), limit, "the most in any second");
}

CO_TEST(RateLimiterHour, LosesNoTimeWhileSomebodyWaits) {
  Times passed;
  course::RateLimiter limiter(loop().get_executor(), limit, window);
  std::vector<asio::awaitable<void>> callers;
  for (int i = 0; i < 3; ++i) {
    callers.push_back(call_for_an_hour(limiter, passed));
  }
  co_await course::gather(std::move(callers));
  for (std::size_t i = limit; i < passed.size(); ++i) {
    expect_equal(passed[i], passed[i - limit] + window,
                 fmt::format("the time of call {}", i));
  }
  expect(passed.size() >= 18'000, expected("five calls pass each second"),
         seen("{} pass in an hour", passed.size()));
}
