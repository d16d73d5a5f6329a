#include "stepping.hpp"

#include <gtest/gtest.h>
#include <sys/mman.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace {

using namespace course::testing;

/// A page that is shared with children.
struct SharedPage {
  int* const numbers =
      static_cast<int*>(::mmap(nullptr, size, PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0));

  SharedPage() = default;
  ~SharedPage() { ::munmap(numbers, size); }
  SharedPage(const SharedPage&) = delete;
  SharedPage& operator=(const SharedPage&) = delete;

  SharedRegion region() const {
    return {reinterpret_cast<std::byte*>(numbers), size};
  }

  static constexpr std::size_t size = 4096;
};

#if !__has_feature(thread_sanitizer)
// ThreadSanitizer puts a signal off while its own code runs: then nobody
// clears the trap flag, and the steps have no end.
TEST(RunInSteps, CountsTheSameStepsEachTime) {
  volatile int sum = 0;
  const auto length = [&] {
    long last = 0;
    run_in_steps(
        [&] {
          for (int i = 0; i < 10; ++i) {
            sum = sum + i;
          }
        },
        [&](long step) { last = step; });
    return last;
  };
  length();  // functions of libraries are looked up when first called
  const long second = length();
  EXPECT_GT(second, 20);
  EXPECT_EQ(length(), second);
  EXPECT_EQ(sum, 135);
}

TEST(RunInSteps, EndsWithAnException) {
  long steps = 0;
  EXPECT_THROW(run_in_steps([] { throw std::runtime_error("e"); },
                            [&](long) { ++steps; }),
               std::runtime_error);
  const long until_the_end = steps;
  EXPECT_GT(until_the_end, 0);
  volatile int after = 1;
  after = after + 1;
  EXPECT_EQ(steps, until_the_end);
}
#endif

TEST(SharedRegions, HoldsWhatIsSharedOnly) {
  const std::vector<SharedRegion> before = shared_regions();
  const SharedPage page;
  const std::vector<SharedRegion> now = shared_regions();
  EXPECT_EQ(now.size(), before.size() + 1);
  EXPECT_EQ(std::count(now.begin(), now.end(), page.region()), 1);
}

TEST(ChangeWatch, SeesEachChangeOnce) {
  const SharedPage page;
  ChangeWatch watch({page.region()});
  EXPECT_FALSE(watch.changed());
  page.numbers[7] = 1;
  EXPECT_TRUE(watch.changed());
  EXPECT_FALSE(watch.changed());
}

#if !__has_feature(thread_sanitizer)
TEST(ChangeWatch, FindsTheStepThatChangesMemory) {
  const SharedPage page;
  ChangeWatch watch({page.region()});
  std::vector<long> changes;
  changes.reserve(4);
  int seen_before = -1;
  int last = 0;
  run_in_steps(
      [&] {
        *const_cast<volatile int*>(page.numbers) = 5;
        *const_cast<volatile int*>(page.numbers) = 6;
      },
      [&](long step) {
        if (watch.changed()) {
          changes.push_back(step);
          seen_before = last;
        }
        last = *page.numbers;
      });
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_LT(changes[0], changes[1]);
  EXPECT_EQ(seen_before, 5);
}
#endif

}  // namespace
