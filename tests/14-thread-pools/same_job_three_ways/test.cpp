#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "same_job_three_ways.hpp"

namespace {

using namespace course::testing;
using std::chrono::milliseconds;
using Answers = std::vector<int>;

/// Sensors that take their time, and note on which thread they are asked.
class Sensors {
 public:
  explicit Sensors(std::vector<milliseconds> times)
      : times_(std::move(times)) {}

  Ask ask() {
    return [this](int sensor) {
      asked(sensor);
      std::this_thread::sleep_for(times_.at(sensor));
      return answers(sensor);
    };
  }

  AskAsync ask_async() {
    return [this](int sensor) { return waiting(sensor); };
  }

  int count() const { return static_cast<int>(times_.size()); }
  int most() const {
    const std::lock_guard lock(mutex_);
    return most_;
  }
  int asked_so_far() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  int running() const {
    const std::lock_guard lock(mutex_);
    return running_;
  }
  std::set<std::thread::id> threads() const {
    const std::lock_guard lock(mutex_);
    return threads_;
  }

 private:
  asio::awaitable<int> waiting(int sensor) {
    asked(sensor);
    co_await pause(times_.at(sensor));
    co_return answers(sensor);
  }

  void asked(int sensor) {
    step("sensor {} is asked", sensor);
    const std::lock_guard lock(mutex_);
    threads_.insert(std::this_thread::get_id());
    ++asked_;
    most_ = std::max(most_, ++running_);
  }

  int answers(int sensor) {
    step("sensor {} answers {}", sensor, 10 + sensor);
    const std::lock_guard lock(mutex_);
    --running_;
    return 10 + sensor;
  }

  const std::vector<milliseconds> times_;
  mutable std::mutex mutex_;
  std::set<std::thread::id> threads_;
  int asked_ = 0;
  int running_ = 0;
  int most_ = 0;
};

/// They answer in the order of their numbers.
std::vector<milliseconds> rising() {
  return {10ms, 20ms, 30ms, 40ms};
}
/// They answer in another order.
std::vector<milliseconds> falling() {
  return {45ms, 30ms, 20ms, 10ms};
}

void expect_all_answered(const Sensors& sensors) {
  const int running = sensors.running();
  expect(
      sensors.most() > 0 && running == 0,
      expected("it returns when all sensors have answered"),
      seen("{} have not", sensors.most() == 0 ? sensors.count() : running),
      means("leaves-early", true));
}

void expect_order(const Answers& answers, const Answers& of_arrival) {
  step("it returns {}", answers);
  expect(answers == Answers{10, 11, 12, 13},
         expected("the answers stand in the order of the sensors: 10, 11, "
                  "12, 13"),
         seen("they are {}", answers),
         means("order-of-answers", answers == of_arrival));
}

}  // namespace

CO_TEST(SameJobThreeWays, LoopAsksTogetherOnOneThread) {
  allow_blocking();
  Sensors sensors(rising());
  step("on_a_loop asks sensors of 10, 20, 30 and 40 ms");
  on_a_loop(sensors.ask_async(), sensors.count());
  step("on_a_loop returns");
  expect_all_answered(sensors);
  expect(elapsed() == 40ms,
         expected("they wait together, 40 ms for the slowest"),
         seen("it took {}", elapsed()),
         means("loop-in-turn", elapsed() == 100ms));
  const bool here =
      sensors.threads() == std::set{std::this_thread::get_id()};
  expect(here, expected("one thread does it all, that of the caller"),
         seen("others were used"));
  co_return;
}

CO_TEST(SameJobThreeWays, LoopKeepsTheOrder) {
  allow_blocking();
  Sensors sensors(falling());
  step("on_a_loop asks sensors of 45, 30, 20 and 10 ms");
  expect_order(on_a_loop(sensors.ask_async(), sensors.count()),
               {13, 12, 11, 10});
  co_return;
}

CO_TEST(SameJobThreeWays, ThreadsAskTogether) {
  allow_blocking();
  Sensors sensors(rising());
  step("on_threads asks sensors of 10, 20, 30 and 40 ms");
  on_threads(sensors.ask(), sensors.count());
  step("on_threads returns");
  const auto took = elapsed();
  const bool answered = sensors.running() == 0 && sensors.most() > 0;
  co_await pause(50ms);
  expect(answered, expected("it returns when all sensors have answered"),
         seen("it returned before"), means("leaves-early", true));
  expect(took == 40ms,
         expected("they wait together, 40 ms for the slowest"),
         seen("it took {}", took), means("threads-in-turn", took == 100ms));
  expect_equal(sensors.threads().size(), 4U, "the number of threads");
}

CO_TEST(SameJobThreeWays, ThreadsKeepTheOrder) {
  allow_blocking();
  Sensors sensors(falling());
  step("on_threads asks sensors of 45, 30, 20 and 10 ms");
  expect_order(on_threads(sensors.ask(), sensors.count()),
               {13, 12, 11, 10});
  co_return;
}

CO_TEST(SameJobThreeWays, PoolWorksInRounds) {
  allow_blocking();
  Sensors sensors(rising());
  step("on_a_pool asks sensors of 10, 20, 30 and 40 ms; two threads");
  on_a_pool(sensors.ask(), sensors.count(), 2);
  step("on_a_pool returns");
  const auto took = elapsed();
  const bool answered = sensors.running() == 0 && sensors.most() > 0;
  co_await pause(200ms);
  expect(sensors.asked_so_far() == 4, expected("all sensors are asked"),
         seen("{} of the 4 are", sensors.asked_so_far()),
         means("pool-not-joined", sensors.asked_so_far() <= 2));
  expect(answered, expected("it returns when all sensors have answered"),
         seen("it returned before"), means("leaves-early", true));
  expect(sensors.most() <= 2, expected("two calls run at a time"),
         seen("{} run at a time", sensors.most()),
         means("pool-without-limit", true));
  expect(took == 60ms, expected("two rounds of two take 60 ms"),
         seen("it took {}", took), means("pool-in-turn", took == 100ms));
}

CO_TEST(SameJobThreeWays, PoolKeepsTheOrder) {
  allow_blocking();
  Sensors sensors(falling());
  step("on_a_pool asks sensors of 45, 30, 20 and 10 ms; two threads");
  expect_order(on_a_pool(sensors.ask(), sensors.count(), 2),
               {11, 10, 12, 13});
  co_return;
}

CO_TEST(SameJobThreeWays, DoesNothingWithoutSensors) {
  allow_blocking();
  Sensors sensors({});
  step("each of the three gets no sensors");
  const std::size_t answers = on_a_loop(sensors.ask_async(), 0).size() +
                              on_threads(sensors.ask(), 0).size() +
                              on_a_pool(sensors.ask(), 0, 2).size();
  expect_equal(answers, 0U, "the number of answers");
  expect_equal(elapsed(), 0ms, "the time it took");
  co_return;
}
