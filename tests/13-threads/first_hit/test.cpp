#include <algorithm>
#include <atomic>
#include <barrier>
#include <course/work_for.hpp>
#include <deque>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "check.hpp"
#include "first_hit.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

/// Candidates 1, 2, 3 ..., each tried in 10 ms; the one that fits takes
/// 15 ms. Shared with threads that are left behind.
class Lock {
 public:
  explicit Lock(int number) : number_(number) {}

  bool fits(int candidate) {
    {
      const std::lock_guard lock(mutex_);
      ++tried_;
      ++trying_;
    }
    course::work_for(candidate == number_ ? 15ms : 10ms);
    const std::lock_guard lock(mutex_);
    --trying_;
    return candidate == number_;
  }

  int tried() const {
    const std::lock_guard lock(mutex_);
    return tried_;
  }
  int trying() const {
    const std::lock_guard lock(mutex_);
    return trying_;
  }

 private:
  mutable std::mutex mutex_;
  int tried_ = 0;
  int trying_ = 0;
  const int number_;
};

constexpr int no_number = 0;

std::string told(const std::optional<int>& hit) {
  return hit ? std::to_string(*hit) : "nothing";
}

/// Waits until `number` is `least` at least, and orders nothing. Its loop
/// is not instrumented: ThreadSanitizer keeps a short history of each
/// thread, and a long wait would push out what the thread did before,
/// without which a data race is found but not reported.
[[clang::disable_sanitizer_instrumentation]] void wait_for_at_least(
    const int& number, int least) {
  while (__atomic_load_n(&number, __ATOMIC_RELAXED) < least) {
  }
}

/// What first_hit gets outlives the check, for threads left behind.
std::optional<int> search(const std::shared_ptr<Lock>& lock, int candidates,
                          int threads) {
  static std::deque<std::vector<int>> numbers;
  static std::vector<std::shared_ptr<std::function<bool(int)>>> functions;
  auto& all = numbers.emplace_back(candidates);
  std::iota(all.begin(), all.end(), 1);
  const auto fits =
      functions.emplace_back(std::make_shared<std::function<bool(int)>>(
          [lock](int candidate) { return lock->fits(candidate); }));
  step("first_hit gets {} candidates of 10 ms, and {} threads", candidates,
       threads);
  const auto hit = first_hit(all, *fits, threads);
  step("first_hit returns {}", told(hit));
  return hit;
}

}  // namespace

CO_TEST(FirstHit, FindsTheHit) {
  allow_blocking();
  for (const int number : {1, 2, 4, 6}) {
    step("candidate {} fits", number);
    const auto lock = std::make_shared<Lock>(number);
    const auto hit = search(lock, 6, 3);
    co_await pause(200ms);
    expect(hit == number, expected("first_hit returns {}", number),
           seen("it returned {}", told(hit)),
           means("hit-overwritten", !hit && lock->tried() > 1));
  }
}

CO_TEST(FirstHit, TriesInAllThreads) {
  allow_blocking();
  step("no candidate fits");
  const auto lock = std::make_shared<Lock>(no_number);
  const auto hit = search(lock, 9, 3);
  expect(!hit, expected("first_hit returns nothing"),
         seen("it returned {}", told(hit)));
  expect(elapsed() == 30ms,
         expected("three threads need 30 ms for nine candidates"),
         seen("it took {}", elapsed()),
         means("one-after-another", elapsed() == 90ms));
  expect_equal(lock->tried(), 9, "the number of candidates tried");
  co_return;
}

CO_TEST(FirstHit, EndsWithTheHit) {
  allow_blocking();
  step("candidate 1 fits, which shows at 15 ms");
  const auto lock = std::make_shared<Lock>(1);
  search(lock, 30, 3);
  co_await pause(400ms);
  const int tried = lock->tried();
  expect(
      tried == 5,
      expected("the other two threads have begun their second candidate, "
               "and begin no third: 5 are tried"),
      seen("{} are tried", tried),
      means("searches-on", tried == 21 || tried == 30));
}

CO_TEST(FirstHit, LeavesNoThreadBehind) {
  allow_blocking();
  step("candidate 1 fits, which shows at 15 ms");
  const auto lock = std::make_shared<Lock>(1);
  search(lock, 30, 3);
  const int trying = lock->trying();
  const auto returned = elapsed();
  co_await pause(400ms);
  expect(
      trying == 0,
      expected("first_hit returns when the other two threads have ended, "
               "at 20 ms"),
      seen("it returned at {}, and {} still tried", returned, trying),
      means("left-running", trying > 0));
  expect_equal(returned, 20ms, "the time when it returns");
}

CO_TEST(FirstHit, TakesFewCandidates) {
  allow_blocking();
  const auto none = search(std::make_shared<Lock>(1), 0, 3);
  expect(!none, expected("without candidates there is nothing to find"),
         seen("{} was found", told(none)));
  expect_equal(elapsed(), 0ms, "the time it took");
  const auto hit = search(std::make_shared<Lock>(2), 2, 4);
  expect(hit == 2, expected("first_hit returns 2"),
         seen("it returned {}", told(hit)));
  co_return;
}

CO_TEST(FirstHit, IsRightAmongManyCandidates) {
  allow_blocking();
  // Nothing in here but relaxed atomics, so that nothing but the search
  // orders the threads. Whoever comes first with a second candidate has the
  // hit, and returns it while the other two are held in theirs: they have
  // looked, since all met, whether they are still needed, and have taken no
  // lock that would order this before what the finder writes.
  constexpr int many = 3'000;
  constexpr auto relaxed = std::memory_order_relaxed;
  std::vector<int> candidates(many);
  std::iota(candidates.begin(), candidates.end(), 0);
  std::vector<std::atomic<int>> tried(many);
  std::barrier all_try(3);
  std::atomic<int> fitting = -1;
  int held_back = 0;
  int found = 0;
  step("first_hit gets {} candidates that take no time, and three threads",
       many);
  const auto hit = first_hit(
      candidates,
      [&](int candidate) {
        tried[candidate].fetch_add(1, relaxed);
        thread_local bool met = false;
        if (!std::exchange(met, true)) {
          all_try.arrive_and_wait();
          return false;
        }
        int nothing = -1;
        if (fitting.compare_exchange_strong(nothing, candidate, relaxed)) {
          wait_for_at_least(held_back, 2);
          __atomic_store_n(&found, 1, __ATOMIC_RELAXED);
          return true;
        }
        __atomic_fetch_add(&held_back, 1, __ATOMIC_RELAXED);
        wait_for_at_least(found, 1);
        return false;
      },
      3);
  const int right = fitting.load();
  expect(hit == right, expected("first_hit returns {}", right),
         seen("it returned {}", told(hit)));
  expect(std::ranges::none_of(tried, [](int times) { return times > 1; }),
         expected("each candidate is tried once at most"),
         seen("one is tried more than once"));
  co_return;
}
