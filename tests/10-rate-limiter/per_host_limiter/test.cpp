#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "per_host_limiter.hpp"

namespace {

using namespace course::testing;

/// A limiter of two calls in 10 ms to each host, and those who call.
class PerHost : public Check {
 protected:
  /// Calls, and notes when the call passed.
  asio::awaitable<void> call(std::string host, std::size_t place) {
    passed.resize(std::max(passed.size(), place + 1), -1ns);
    co_await limiter.acquire(host);
    step("call {} passes, to {}", place + 1, host);
    passed[place] = elapsed();
  }

  void start(std::string host, std::size_t place) {
    asio::co_spawn(loop(), call(std::move(host), place), asio::detached);
  }

  Seen when(std::size_t place) const {
    return passed[place] < 0ns ? seen("it has not passed by {}", elapsed())
                               : seen("it passes at {}", passed[place]);
  }

  PerHostLimiter limiter{loop().get_executor(), 2, 10ms};
  std::vector<std::chrono::nanoseconds> passed;
};

}  // namespace

CO_TEST_F(PerHost, LimitsTheCallsToOneHost) {
  for (const std::size_t i : {0U, 1U, 2U}) {
    co_await call("a.org", i);
  }
  expect(passed[1] == 0ms, expected("two calls pass at once"), when(1));
  expect(passed[2] == 10ms, expected("the third call passes at 10 ms"),
         when(2), means("limiter-for-each-call", passed[2] == 0ms));
}

CO_TEST_F(PerHost, CountsEachHostOnItsOwn) {
  co_await call("a.org", 0);
  co_await call("a.org", 1);
  co_await call("b.org", 2);
  expect(passed[2] == 0ms,
         expected("call 3 is the first to b.org and passes at once"),
         when(2), means("one-for-all", passed[2] == 10ms));
}

CO_TEST_F(PerHost, LetsNobodyWaitForAnotherHost) {
  for (const std::size_t i : {0U, 1U, 2U}) {
    start("a.org", i);
  }
  co_await pause(3ms);
  step("call 3, to a.org, waits; call 4 asks for b.org");
  start("b.org", 3);
  co_await pause(100ms);
  expect(passed[3] == 3ms, expected("call 4 passes at once, at 3 ms"),
         when(3), means("held-while-waiting", passed[3] == 10ms));
  expect(passed[2] == 10ms, expected("call 3 passes at 10 ms"), when(2));
}

CO_TEST_F(PerHost, KnowsAHostInUpperAndLowerCase) {
  co_await call("Example.org", 0);
  co_await call("example.ORG", 1);
  co_await call("example.org", 2);
  expect(passed[2] == 10ms,
         expected("the three calls go to one host: the third passes at "
                  "10 ms"),
         when(2), means("case-matters", passed[2] == 0ms));
}

CO_TEST_F(PerHost, ServesAHostInTheOrderOfTheCalls) {
  for (std::size_t i = 0; i < 9; ++i) {
    start("a.org", i);
  }
  co_await pause(100ms);
  const std::vector<std::chrono::nanoseconds> in_order{
      0ms, 0ms, 10ms, 10ms, 20ms, 20ms, 30ms, 30ms, 40ms};
  expect(
      passed == in_order,
      expected("they pass in their order, two at a time: at {}", in_order),
      seen("they pass at {}", passed),
      means("whoever-is-lucky",
            std::ranges::is_permutation(passed, in_order)));
}

CO_TEST_F(PerHost, ForgetsHostsThatAreQuiet) {
  for (std::size_t i = 0; i < 100; ++i) {
    co_await limiter.acquire(fmt::format("host-{}.org", i));
  }
  step("one call to each of 100 hosts");
  expect_equal(limiter.hosts(), 100U, "the number of hosts",
               means("forgets-too-early", limiter.hosts() == 1));
  co_await pause(10ms);
  step("10 ms later none of the calls counts");
  co_await limiter.acquire("one-more.org");
  step("one call to one more host");
  expect_equal(limiter.hosts(), 1U, "the number of hosts",
               means("never-forgets", limiter.hosts() == 101));
}

CO_TEST_F(PerHost, ForgetsAtEachCall) {
  for (std::size_t i = 0; i < 100; ++i) {
    co_await limiter.acquire(fmt::format("host-{}.org", i));
  }
  step("one call to each of 100 hosts");
  co_await pause(5ms);
  co_await call("a.org", 0);
  co_await pause(5ms);
  step("at 10 ms the calls to the hundred count no more");
  co_await call("a.org", 1);
  expect(limiter.hosts() == 1U, expected("one host is remembered: a.org"),
         seen("{} are", limiter.hosts()),
         means("forgets-for-new-hosts-only", limiter.hosts() == 101));
}

CO_TEST_F(PerHost, RemembersAHostWhileItsCallsCount) {
  co_await call("a.org", 0);
  co_await pause(8ms);
  co_await call("a.org", 1);
  co_await pause(3ms);
  step("11 ms: the first call counts no more, the second does");
  co_await call("b.org", 2);
  expect_equal(limiter.hosts(), 2U, "the number of hosts",
               means("forgets-too-early", limiter.hosts() == 1));
  co_await call("a.org", 3);
  co_await call("a.org", 4);
  expect(passed[3] == 11ms, expected("call 4 passes at once"), when(3));
  expect(passed[4] == 18ms,
         expected("call 5 passes when call 2 counts no more, at 18 ms"),
         when(4), means("forgets-too-early", passed[4] == 11ms));
}

CO_TEST_F(PerHost, RemembersAHostForWhichSomebodyWaits) {
  for (std::size_t i = 0; i < 5; ++i) {
    start("a.org", i);
  }
  co_await pause(11ms);
  step("11 ms: call 5 waits until 20 ms; call 6 goes to b.org");
  start("b.org", 5);
  co_await pause(1ms);
  step("call 7 asks for a.org");
  start("a.org", 6);
  co_await pause(100ms);
  expect(passed[4] == 20ms, expected("call 5 passes at 20 ms"), when(4));
  expect(passed[6] == 20ms,
         expected("calls 3 and 4 passed at 10 ms, so call 7 passes at "
                  "20 ms"),
         when(6), means("forgets-while-waiting", passed[6] == 12ms));
}
