#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <chrono>
#include <course/work_for.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "token_bucket.hpp"

namespace {

using namespace course::testing;

using Times = std::vector<std::chrono::nanoseconds>;

/// Buckets with 10 ms per token, and those who call.
class Bucket : public Check {
 protected:
  TokenBucket bucket(int capacity) {
    step("the bucket holds {}; a token drops in after 10 ms", capacity);
    return {loop().get_executor(), capacity, 10ms};
  }

  /// Calls, and notes in passed[place] when the call passed.
  asio::awaitable<void> call(TokenBucket& bucket, std::size_t place,
                             int tokens = 1) {
    passed.resize(std::max(passed.size(), place + 1), -1ns);
    co_await bucket.acquire(tokens);
    step("call {} passes with {} token{}", place + 1, tokens,
         tokens == 1 ? "" : "s");
    passed[place] = elapsed();
  }

  void start(TokenBucket& bucket, std::size_t place, int tokens = 1) {
    step("call {} wants {} token{}", place + 1, tokens,
         tokens == 1 ? "" : "s");
    asio::co_spawn(loop(), call(bucket, place, tokens), asio::detached);
  }

  Seen when(std::size_t place) const {
    return passed[place] < 0ns ? seen("it has not passed by {}", elapsed())
                               : seen("it passes at {}", passed[place]);
  }

  Times passed;
};

}  // namespace

CO_TEST_F(Bucket, BeginsFull) {
  TokenBucket bucket = this->bucket(3);
  for (const std::size_t i : {0U, 1U, 2U}) {
    co_await call(bucket, i);
  }
  expect_equal(elapsed(), 0ms, "when the last of three calls has passed",
               means("begins-empty", elapsed() == 30ms));
}

CO_TEST_F(Bucket, GivesATokenAfterEachInterval) {
  TokenBucket bucket = this->bucket(3);
  for (std::size_t i = 0; i < 3; ++i) {
    co_await call(bucket, i);
  }
  co_await pause(4ms);
  start(bucket, 3);
  co_await pause(100ms);
  expect(passed[3] == 10ms,
         expected("the next token drops in at 10 ms, for call 4"), when(3),
         means("no-limit", passed[3] == 4ms),
         means("begins-an-interval", passed[3] == 14ms));
}

CO_TEST_F(Bucket, IsExact) {
  step("the bucket holds 1; a token drops in after 2.5 ms");
  TokenBucket bucket(loop().get_executor(), 1, 2500us);
  for (const std::size_t i : {0U, 1U, 2U, 3U}) {
    co_await call(bucket, i);
  }
  const Times wanted{0ms, 2500us, 5ms, 7500us};
  expect(passed == wanted, expected("they pass at {}", wanted),
         seen("they pass at {}", passed),
         means("whole-milliseconds", passed[1] == 2ms || passed[1] == 3ms));
}

CO_TEST_F(Bucket, GivesOneTokenToOne) {
  TokenBucket bucket = this->bucket(1);
  for (const std::size_t i : {0U, 1U, 2U}) {
    start(bucket, i);
    co_await pause(1ms);
  }
  co_await pause(100ms);
  expect(passed[1] == 10ms, expected("call 2 passes at 10 ms"), when(1),
         means("overtaken", passed[2] == 10ms));
  expect(passed[2] == 20ms,
         expected("call 3 passes at 20 ms, with a token of its own"),
         when(2), means("one-token-for-two", passed[2] == 10ms));
}

CO_TEST_F(Bucket, CountsPartsOfAnInterval) {
  TokenBucket bucket = this->bucket(2);
  co_await call(bucket, 0);
  co_await call(bucket, 1);
  co_await pause(15ms);
  step("15 ms: one token, and half of the way to the next");
  start(bucket, 2);
  start(bucket, 3);
  co_await pause(100ms);
  expect(passed[2] == 15ms, expected("call 3 passes at once, at 15 ms"),
         when(2));
  expect(passed[3] == 20ms,
         expected("call 4 passes when the next token drops in, at 20 ms"),
         when(3), means("parts-lost", passed[3] == 25ms));
}

CO_TEST_F(Bucket, HoldsNoMoreThanItsCapacity) {
  TokenBucket bucket = this->bucket(3);
  co_await call(bucket, 0);
  co_await pause(995ms);
  step("995 ms: the bucket has been full for a long time");
  for (const std::size_t i : {1U, 2U, 3U, 4U}) {
    start(bucket, i);
  }
  co_await pause(100ms);
  expect(passed[3] == 995ms,
         expected("three tokens are there for the "
                  "calls 2, 3 and 4, at 995 ms"),
         seen("call 4 {}", when(3).text.substr(3)));
  expect(passed[4] == 1005ms,
         expected("call 5 passes 10 ms later, at 1,005 ms: its interval "
                  "begins when the bucket is no longer full"),
         when(4), means("overflows", passed[4] == 995ms),
         means("runs-on-when-full", passed[4] == 1000ms));
}

CO_TEST_F(Bucket, GivesSeveralAtOnce) {
  TokenBucket bucket = this->bucket(3);
  co_await call(bucket, 0, 2);
  start(bucket, 1, 3);
  co_await pause(100ms);
  expect(passed[1] == 20ms,
         expected("call 2 wants three tokens, and the third is there at "
                  "20 ms"),
         when(1), means("one-for-all", passed[1] == 0ms));
  start(bucket, 2, 3);
  start(bucket, 3);
  co_await pause(100ms);
  expect(passed[2] == 100ms,
         expected("at 100 ms the bucket is full, and call 3 passes"),
         when(2));
  expect(passed[3] == 110ms,
         expected("call 3 has emptied it, so call 4 passes at 110 ms"),
         when(3));
}

CO_TEST_F(Bucket, LetsNobodyPassOneWhoWantsMany) {
  TokenBucket bucket = this->bucket(3);
  co_await call(bucket, 0, 3);
  co_await pause(1ms);
  start(bucket, 1, 3);
  co_await pause(11ms);
  step("a token is there, and call 2 waits for two more");
  start(bucket, 2);
  co_await pause(100ms);
  expect(passed[1] == 30ms,
         expected("call 2 came first and has its three tokens at 30 ms"),
         when(1), means("overtaken", passed[2] == 12ms),
         means("piece-by-piece", passed[1] == 40ms && passed[2] == 30ms));
  expect(passed[2] == 40ms, expected("call 3 comes after it, at 40 ms"),
         when(2), means("overtaken", passed[2] == 12ms),
         means("piece-by-piece", passed[1] == 40ms && passed[2] == 30ms));
}

CO_TEST_F(Bucket, LetsNobodyPushIn) {
  TokenBucket bucket = this->bucket(1);
  co_await call(bucket, 0);
  passed.resize(4, -1ns);
  asio::co_spawn(
      loop(),
      [&]() -> asio::awaitable<void> {
        co_await call(bucket, 1);
        start(bucket, 3);
      },
      asio::detached);
  start(bucket, 2);
  co_await pause(100ms);
  expect(passed[2] == 20ms && passed[3] == 30ms,
         expected("call 3 waits when call 2 passes, and call 4 comes then: "
                  "they pass at 20 and at 30 ms"),
         passed[2] < 0ns || passed[3] < 0ns
             ? seen("one of them never passes")
             : seen("they pass at {} and at {}", passed[2], passed[3]),
         means("pushes-in", passed[2] != 20ms || passed[3] < 0ns));
}

CO_TEST_F(Bucket, KeepsNoMoreWhenTheLoopIsLate) {
  TokenBucket bucket = this->bucket(1);
  co_await call(bucket, 0);
  start(bucket, 1);
  start(bucket, 2);
  co_await pause(5ms);
  step("something computes until 28 ms");
  course::work_for(23ms);
  co_await pause(100ms);
  expect(passed[1] == 28ms,
         expected("call 2 passes as soon as the loop is free, at 28 ms"),
         when(1));
  expect(passed[2] == 38ms,
         expected("a bucket of 1 has kept one token, so call 3 passes at "
                  "38 ms"),
         when(2), means("appointments", passed[2] == 28ms));
}

CO_TEST_F(Bucket, RefusesMoreThanItHolds) {
  TokenBucket bucket = this->bucket(3);
  bool refused = false;
  asio::co_spawn(loop(), bucket.acquire(4),
                 [&](const std::exception_ptr& error) {
                   try {
                     if (error) {
                       std::rethrow_exception(error);
                     }
                     step("acquire(4) returns");
                   } catch (const std::invalid_argument&) {
                     step("acquire(4) throws std::invalid_argument");
                     refused = true;
                   }
                 });
  co_await pause(100ms);
  expect(refused,
         expected("acquire(4) throws std::invalid_argument: four tokens "
                  "never fit in"),
         seen("it does not"), means("waits-for-ever", !refused));
  start(bucket, 0);
  co_await pause(100ms);
  expect(passed[0] == 100ms,
         expected("the next call finds the bucket as it was, and passes"),
         when(0), means("place-kept", passed[0] < 0ns));
}
