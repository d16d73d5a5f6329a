#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <course/shared_memory.hpp>
#include <numeric>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

#include "real_check.hpp"

namespace {

using namespace course::testing;

/// Runs `work` in a child process.
template <typename Work>
pid_t start(Work work) {
  const pid_t child = ::fork();
  if (child == 0) {
    work();
    ::_exit(0);
  }
  return child;
}

/// Waits for the child; true if it ended by itself with status 0.
bool ended_well(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// What fits in no register: four numbers that are always equal.
struct Four {
  long a = 0, b = 0, c = 0, d = 0;
  bool whole() const { return a == b && b == c && c == d; }
};

Four next(const Four& four) {
  return {four.a + 1, four.b + 1, four.c + 1, four.d + 1};
}

}  // namespace

REAL_TEST(SharedValue, IsTheSameInAChild) {
  course::SharedValue<int> value(5);
  const pid_t child = start([&] { value.store(value.load() + 1); });
  expect(ended_well(child), expected("the child ends"), seen("it failed"));
  expect_equal(value.load(), 6, "the value");
  co_return;
}

REAL_TEST(SharedValue, ShowsTheChildWhatTheParentChanges) {
  course::SharedValue<int> value(0);
  int ends[2];
  expect_equal(::pipe(ends), 0, "the result of pipe");
  const pid_t child = start([&] {
    char go = 0;
    (void)::read(ends[0], &go, 1);
    ::_exit(value.load() == 7 ? 0 : 1);
  });
  value.store(7);
  (void)::write(ends[1], "g", 1);
  expect(ended_well(child), expected("the child reads 7"),
         seen("it reads another value"));
  ::close(ends[0]);
  ::close(ends[1]);
  co_return;
}

REAL_TEST(SharedValue, LosesNoUpdate) {
  course::SharedValue<long> value;
  std::vector<pid_t> workers;
  for (int i = 0; i < 4; ++i) {
    workers.push_back(start([&] {
      for (int n = 0; n < 20'000; ++n) {
        value.update([](long old) { return old + 1; });
      }
    }));
  }
  for (const pid_t child : workers) {
    expect(ended_well(child), expected("a child ends"), seen("it failed"));
  }
  expect_equal(value.load(), 80'000, "the value");
  co_return;
}

REAL_TEST(SharedValue, ExcludesThreadsToo) {
  course::SharedValue<long> value;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 5'000; ++n) {
          value.update([](long old) { return old + 1; });
        }
      });
    }
  }
  expect_equal(value.load(), 20'000, "the value");
  co_return;
}

REAL_TEST(SharedValue, StaysAsItIsWhenTheChangeThrows) {
  course::SharedValue<int> value(5);
  bool thrown = false;
  try {
    value.update([](int) -> int { throw std::runtime_error("no"); });
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  expect_equal(thrown, true, "whether the exception comes through");
  expect_equal(value.update([](int old) { return old + 1; }), 6,
               "the next value");
  co_return;
}

REAL_TEST(SharedValue, ReportsThatItIsUsedInsideItsUpdate) {
  course::SharedValue<int> value(5);
  std::error_code code;
  try {
    value.update([&](int) { return value.load(); });
  } catch (const std::system_error& error) {
    code = error.code();
  }
  expect(code == std::errc::resource_deadlock_would_occur,
         expected("the second lock is reported"),
         seen("the error is {}", code.message()));
  expect_equal(value.load(), 5, "the value");
  co_return;
}

REAL_TEST(SharedValue, SurvivesTheDeathOfWhoChangesIt) {
  course::SharedValue<int> value(5);
  const pid_t child = start([&] {
    value.update([](int) -> int {
      ::raise(SIGKILL);
      return 0;
    });
  });
  expect(!ended_well(child), expected("the child is killed"),
         seen("it ended"));
  expect_equal(value.load(), 5, "the value");
  expect_equal(value.update([](int old) { return old + 1; }), 6,
               "the next value");
  co_return;
}

REAL_TEST(SharedValue, IsNeverHalfChangedWhenItsWriterIsKilled) {
  course::SharedValue<Four> value;
  for (int round = 0; round < 50; ++round) {
    const Four before = value.load();
    const pid_t child = start([&] {
      for (;;) {
        value.update(next);
      }
    });
    while (value.load().a < before.a + 100) {
      std::this_thread::yield();
    }
    ::kill(child, SIGKILL);
    ended_well(child);
    expect(value.load().whole(), expected("the four numbers are equal"),
           seen("they differ"));
  }
  co_return;
}

REAL_TEST(SharedArray, HasItsValuesAtFirst) {
  course::SharedArray<double> array(3, 1.5);
  expect_equal(array.size(), 3U, "the size");
  array.with_lock([](std::span<double> values) {
    expect_equal(std::vector(values.begin(), values.end()),
                 std::vector{1.5, 1.5, 1.5}, "the values");
  });
  co_return;
}

REAL_TEST(SharedArray, IsFilledByChildren) {
  course::SharedArray<long> array(4);
  std::vector<pid_t> workers;
  for (std::size_t i = 0; i < 4; ++i) {
    workers.push_back(start([&, i] {
      for (int n = 0; n < 1'000; ++n) {
        array.with_lock([&](std::span<long> values) { values[i] += 1; });
        array.with_lock([&](std::span<long> values) { values[0] += 1; });
      }
    }));
  }
  for (const pid_t child : workers) {
    expect(ended_well(child), expected("a child ends"), seen("it failed"));
  }
  const auto values = array.with_lock([](std::span<long> all) {
    return std::vector(all.begin(), all.end());
  });
  expect_equal(values, std::vector<long>{5'000, 1'000, 1'000, 1'000},
               "the values");
  expect_equal(array.intact(), true, "whether it is intact");
  co_return;
}

REAL_TEST(SharedArray, HoldsWhatNeedsAlignment) {
  struct alignas(16) Pair {
    long left, right;
  };
  course::SharedArray<Pair> array(2, Pair{1, 2});
  array.with_lock([](std::span<Pair> pairs) {
    expect_equal(reinterpret_cast<std::uintptr_t>(pairs.data()) % 16, 0U,
                 "the address modulo 16");
    expect_equal(pairs[1].right, 2L, "the last number");
  });
  co_return;
}

REAL_TEST(SharedArray, TellsThatSomebodyDiedInTheMiddle) {
  course::SharedArray<int> array(2);
  const pid_t child = start([&] {
    array.with_lock([](std::span<int> values) {
      values[0] = 1;
      ::raise(SIGKILL);
      values[1] = 1;
    });
  });
  ended_well(child);
  const int sum = array.with_lock([](std::span<int> values) {
    return std::accumulate(values.begin(), values.end(), 0);
  });
  expect_equal(sum, 1, "the sum of the values");
  expect_equal(array.intact(), false, "whether it is intact");
  co_return;
}

REAL_TEST(SharedArray, IsUnlockedWhenItsUserThrows) {
  course::SharedArray<int> array(1);
  bool thrown = false;
  try {
    array.with_lock([](std::span<int>) { throw std::runtime_error("no"); });
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  expect_equal(thrown, true, "whether the exception comes through");
  const pid_t child = start([&] {
    array.with_lock([](std::span<int> values) { values[0] = 3; });
  });
  expect(ended_well(child), expected("the child gets the lock"),
         seen("it failed"));
  expect_equal(array.intact(), true, "whether it is intact");
  co_return;
}
