#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <course/work_for.hpp>
#include <memory>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "check.hpp"
#include "pool_map.hpp"

namespace {

using namespace course::testing;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using Results = std::vector<int>;

/// What the calls do: input n computes for n milliseconds and gives 10 n,
/// or fails. Notes who calls, and when.
class Calls {
 public:
  explicit Calls(std::set<int> failing = {})
      : failing_(std::move(failing)) {}

  /// The function for pool_map. What it holds lives as long as it does.
  Function function() {
    return [this, alive = std::make_shared<int>(1)](int input) {
      begin(input);
      course::work_for(milliseconds(input));
      return end(input);
    };
  }

  std::set<std::thread::id> threads() const {
    const std::lock_guard lock(mutex_);
    return threads_;
  }
  int running() const {
    const std::lock_guard lock(mutex_);
    return running_;
  }
  bool begun(int input) const {
    const std::lock_guard lock(mutex_);
    return begun_.contains(input);
  }
  int most() const {
    const std::lock_guard lock(mutex_);
    return most_;
  }

 private:
  void begin(int input) {
    step("the call of {} begins", input);
    const std::lock_guard lock(mutex_);
    threads_.insert(std::this_thread::get_id());
    begun_.insert(input);
    most_ = std::max(most_, ++running_);
  }

  int end(int input) {
    const bool fails = failing_.contains(input);
    step("the call of {} {}", input, fails ? "fails" : "ends");
    {
      const std::lock_guard lock(mutex_);
      --running_;
    }
    if (fails) {
      throw std::runtime_error(fmt::format("no {}", input));
    }
    return 10 * input;
  }

  const std::set<int> failing_;
  mutable std::mutex mutex_;
  std::set<std::thread::id> threads_;
  std::set<int> begun_;
  int running_ = 0;
  int most_ = 0;
};

/// What pool_map throws, and an empty text if it returns.
std::string error_of(asio::thread_pool& pool, Calls& calls,
                     std::vector<int> inputs) {
  try {
    const Results results =
        pool_map(pool, calls.function(), std::move(inputs));
    step("pool_map returns {}", results);
  } catch (const std::runtime_error& error) {
    step("pool_map throws: {}", error.what());
    return error.what();
  }
  return "";
}

}  // namespace

CO_TEST(PoolMap, CallsOnThePoolTogether) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls;
  step("a pool of two gets 30, 20 and 15: so many ms each");
  pool_map(pool, calls.function(), {30, 20, 15});
  step("pool_map returns");
  const bool here = calls.threads().contains(std::this_thread::get_id());
  expect(!here, expected("the threads of the pool make the calls"),
         seen("the caller's own thread makes them"),
         means("on-the-caller", here));
  expect(calls.most() == 2,
         expected("two calls run at a time: the pool has two threads"),
         seen("at most {} run at a time", calls.most()),
         means("threads-of-its-own", calls.most() == 3),
         means("one-after-another", calls.most() == 1));
  co_return;
}

CO_TEST(PoolMap, GivesEachThreadTheNextInput) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls;
  step("a pool of two gets 40, 10, 21 and 5");
  pool_map(pool, calls.function(), {40, 10, 21, 5});
  step("pool_map returns");
  expect(elapsed() == 40ms,
         expected("while one thread has the long call, the other one does "
                  "the rest: 40 ms in all"),
         seen("pool_map returned at {}", elapsed()),
         means("fixed-shares", elapsed() == 61ms || elapsed() == 50ms));
  co_return;
}

CO_TEST(PoolMap, KeepsTheOrderOfItsInputs) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls;
  step("a pool of two gets 40, 10, 21 and 5");
  const Results results = pool_map(pool, calls.function(), {40, 10, 21, 5});
  step("pool_map returns {}", results);
  expect(
      results == Results{400, 100, 210, 50},
      expected("the results stand in the order of the inputs: 400, 100, "
               "210, 50"),
      seen("they are {}", results),
      means("order-of-completion", results == Results{100, 210, 50, 400}));
  co_return;
}

CO_TEST(PoolMap, ThrowsWhatACallThrows) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls({10});
  step("a pool of two gets 10 and 30; the call of 10 fails");
  const std::string error = error_of(pool, calls, {10, 30});
  expect(error == "no 10",
         expected("pool_map throws the exception of the call of 10"),
         error.empty() ? seen("it returned") : seen("it threw: {}", error),
         means("failure-hidden", error.empty()));
  expect(calls.running() == 0,
         expected("no call runs when pool_map throws"),
         seen("at {} the call of 30 still runs", elapsed()),
         means("leaves-while-they-run", elapsed() == 10ms));
  pool.join();
  co_return;
}

CO_TEST(PoolMap, ThrowsForTheEarliestInput) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls({10, 30});
  step("a pool of two gets 30 and 10; both calls fail, 10 first");
  const std::string error = error_of(pool, calls, {30, 10});
  expect(error == "no 30",
         expected("the exception is that of the earliest input, 30"),
         error.empty() ? seen("it returned") : seen("it threw: {}", error),
         means("first-in-time", error == "no 10"));
  co_return;
}

CO_TEST(PoolMap, BeginsNothingAfterAFailure) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls({10});
  step("a pool of two gets 40, 10, 20 and 5; the call of 10 fails");
  error_of(pool, calls, {40, 10, 20, 5});
  pool.join();
  const bool one = calls.begun(20), other = calls.begun(5);
  expect(!one && !other,
         expected("20 and 5, which wait when 10 fails, are never called"),
         seen("{} called", one && other ? "both are" : "one of them is"),
         means("goes-on-after-failure", one));
  co_return;
}

CO_TEST(PoolMap, LeavesThePoolUsable) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls;
  step("a pool of two gets 20 and 10");
  pool_map(pool, calls.function(), {20, 10});
  step("the same pool gets 30");
  const auto scope =
      awaiting({.expected = "the pool makes the second map's call as well",
                .if_stuck = "joins-the-pool"});
  const Results again = pool_map(pool, calls.function(), {30});
  expect(again == Results{300}, expected("it gives 300"),
         seen("it gives {}", again),
         means("joins-the-pool", !calls.begun(30)));
  co_return;
}

CO_TEST(PoolMap, ReturnsAtOnceWithoutInputs) {
  allow_blocking();
  asio::thread_pool pool(2);
  Calls calls;
  step("pool_map gets no inputs");
  const Results results = pool_map(pool, calls.function(), {});
  expect_equal(results.size(), 0U, "the number of results");
  expect_equal(elapsed(), 0ms, "the time it took");
  co_return;
}
