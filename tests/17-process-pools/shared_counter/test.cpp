#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <course/shared_memory.hpp>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "children.hpp"
#include "real_check.hpp"
#include "shared_counter.hpp"

namespace {

using namespace course::testing;

/// Where the check's processes tell each other what they do.
struct Board {
  std::array<std::atomic<pid_t>, 4> pids{};
  std::atomic<int> arrived{0};
  std::atomic<bool> about_to_count{false};
  std::atomic<bool> ran_on{false};
  std::atomic<bool> exception_left{false};
  std::atomic<bool> gave_up{false};
};

using SharedBoard = course::SharedMemory<Board>;

/// Longer than any of the steps takes on a busy machine.
constexpr auto patience = 3s;

/// Waits until `happened()`; false if it never does.
template <typename Condition>
bool wait_until(Condition happened) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!happened()) {
    if (std::chrono::steady_clock::now() > end) {
      return false;
    }
    std::this_thread::sleep_for(1ms);
  }
  return true;
}

/// The state letter of a process in the kernel's list: S sleeps, Z has
/// ended; ' ' if it is gone.
char state_of(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string text;
  std::getline(file, text);
  const auto end_of_name = text.rfind(')');
  return end_of_name == std::string::npos ? ' ' : text.at(end_of_name + 2);
}

bool has_ended(pid_t process) {
  const char state = state_of(process);
  return state == 'Z' || state == ' ';
}

/// Calls shared_counter. A child that comes back from it is noted on the
/// board, and ends.
long run(SharedBoard& board, const std::vector<Job>& jobs) {
  const pid_t parent = ::getpid();
  long result = 0;
  try {
    result = shared_counter(jobs);
  } catch (...) {
    if (::getpid() == parent) {
      throw;
    }
    board->exception_left = true;
    ::_exit(1);
  }
  if (::getpid() != parent) {
    board->ran_on = true;
    ::_exit(1);
  }
  step("shared_counter returns {}", result);
  return result;
}

long add_one(long value) {
  return value + 1;
}

/// A job that counts so many times.
Job counts(int times) {
  return [times](const Count& count) {
    for (int i = 0; i < times; ++i) {
      count(add_one);
    }
  };
}

/// A job that notes its process and waits until `all` have done so.
Job meets(SharedBoard& board, std::size_t place, int all) {
  return [&board, place, all](const Count& count) {
    board->pids.at(place) = ::getpid();
    ++board->arrived;
    const bool met =
        wait_until([&] { return board->arrived == all || board->gave_up; });
    if (!met) {
      board->gave_up = true;
    }
    count(add_one);
  };
}

}  // namespace

REAL_TEST(SharedCounter, AddsUpWhatTheChildrenCount) {
  step("shared_counter gets a job that counts 2 and one that counts 3");
  SharedBoard board;
  const long result = run(board, {counts(2), counts(3)});
  const bool left = !children().none();
  expect(!board->ran_on,
         expected("only the caller comes back from shared_counter"),
         seen("a child came back, too"), means("child-runs-on", true));
  expect(!left, expected("all children have ended, and none is left"),
         seen("shared_counter returned, and there are children"),
         means("not-waited", true));
  expect_equal(result, 5, "the counter", means("own-copy", result == 0));
  co_return;
}

REAL_TEST(SharedCounter, RunsEachJobInAProcessOfItsOwn) {
  step("shared_counter gets three jobs that note their process ids");
  SharedBoard board;
  std::vector<Job> jobs;
  for (const std::size_t place : {0U, 1U, 2U}) {
    jobs.push_back([&board, place](const Count&) {
      board->pids.at(place) = ::getpid();
    });
  }
  run(board, jobs);
  const pid_t self = ::getpid();
  const std::array<pid_t, 3> pids{board->pids[0], board->pids[1],
                                  board->pids[2]};
  for (const pid_t pid : pids) {
    expect(pid != 0, expected("each job runs"), seen("one did not"));
    expect(pid != self, expected("no job runs in the caller's process"),
           seen("one did"), means("no-process", true));
  }
  expect(pids[0] != pids[1] && pids[1] != pids[2] && pids[0] != pids[2],
         expected("the three jobs run in three processes"),
         seen("two of them share one"));
  co_return;
}

REAL_TEST(SharedCounter, RunsTheJobsAtTheSameTime) {
  step("shared_counter gets three jobs that wait for each other");
  SharedBoard board;
  const long result = run(
      board, {meets(board, 0, 3), meets(board, 1, 3), meets(board, 2, 3)});
  expect(!board->gave_up,
         expected("each job waits until all three have been started"),
         seen("one waited for the others in vain"),
         means("one-after-another", true));
  expect_equal(result, 3, "the counter");
  co_return;
}

REAL_TEST(SharedCounter, CountsInOneStep) {
  step("A is still inside its change when B begins to count");
  SharedBoard board;
  // A goes on when B is inside its change as well, or sleeps, because it
  // waits for A. A counter that changes without a lock, and looks whether
  // it was right, lets both in and calls one of them again.
  const Job a = [&](const Count& count) {
    count([&](long value) {
      if (++board->arrived == 1) {
        wait_until([&] { return board->about_to_count.load(); });
        for (int asleep = 0, looks = 0;
             asleep < 20 && looks < 500 && board->arrived < 2; ++looks) {
          std::this_thread::sleep_for(1ms);
          asleep = state_of(board->pids[1]) == 'S' ? asleep + 1 : 0;
        }
      }
      return value + 1;
    });
  };
  const Job b = [&](const Count& count) {
    board->pids[1] = ::getpid();
    wait_until([&] { return board->arrived > 0; });
    board->about_to_count = true;
    count([&](long value) {
      ++board->arrived;
      return value + 1;
    });
  };
  const auto scope = awaiting({.expected = "both children count and end"});
  const long result = run(board, {a, b});
  expect_equal(result, 2, "the counter after two changes by 1",
               means("two-steps", result == 1));
  co_return;
}

REAL_TEST(SharedCounter, KeepsAnExceptionInItsProcess) {
  step("A counts and throws, B counts twice");
  SharedBoard board;
  const Job a = [](const Count& count) {
    count(add_one);
    throw std::runtime_error("the log file is not there");
  };
  const long result = run(board, {a, counts(2)});
  expect(
      !board->exception_left,
      expected("the exception of A ends its process, and goes no farther"),
      seen("it left shared_counter, in the child"),
      means("exception-leaves-the-child", true));
  expect_equal(result, 3, "the counter");
  co_return;
}

REAL_TEST(SharedCounter, SurvivesAChildThatIsKilled) {
  step("A is killed inside its change, and then B counts");
  SharedBoard board;
  const Job a = [&](const Count& count) {
    board->pids[0] = ::getpid();
    count([](long) -> long {
      ::raise(SIGKILL);
      return 0;
    });
  };
  const Job b = [&](const Count& count) {
    wait_until([&] { return board->pids[0] != 0; });
    wait_until([&] { return has_ended(board->pids[0]); });
    count(add_one);
  };
  const auto scope = awaiting({.expected = "B counts after A was killed",
                               .if_stuck = "locked-by-the-dead"});
  const long result = run(board, {a, b});
  expect_equal(result, 1, "the counter, which only B has changed");
  co_return;
}

REAL_TEST(SharedCounter, ReturnsZeroWithoutJobs) {
  SharedBoard board;
  expect_equal(run(board, {}), 0, "the counter");
  co_return;
}
