#include "real_check.hpp"

#include <gtest/gtest-spi.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>

#include "jobs.hpp"

namespace {

using namespace course::testing;

/// A check inside a test, so that it may fail.
class InnerCheck : public RealCheck {
 public:
  using Body = std::function<asio::awaitable<void>(InnerCheck&)>;
  explicit InnerCheck(Body body) : body_(std::move(body)) {}
  asio::awaitable<void> body() override { return body_(*this); }

 private:
  Body body_;
};

void run_inner(InnerCheck::Body body) {
  InnerCheck(std::move(body)).TestBody();
}

/// A child that ends with status 7 at once.
pid_t start_child() {
  const pid_t child = ::fork();
  if (child == 0) {
    _exit(7);
  }
  return child;
}

REAL_TEST(ARealCheck, RunsOnTheRealClock) {
  const auto before = std::chrono::steady_clock::now();
  asio::steady_timer timer(loop(), 20ms);
  co_await timer.async_wait(asio::use_awaitable);
  expect(std::chrono::steady_clock::now() - before >= 20ms,
         expected("20 ms pass"), seen("less passed"));
  expect(elapsed() >= 20ms, expected("its story counts them"),
         seen("its story stands at {}", elapsed()));
}

// A program that is killed with its group leaves behind what it has
// started: ended, and nobody's child but ours.
REAL_TEST(ARealCheck, TakesTheOrphansOfAKilledGroup) {
  int ready[2];
  expect_equal(::pipe(ready), 0, "the result of pipe");
  const pid_t leader = ::fork();
  if (leader == 0) {
    ::setpgid(0, 0);
    if (::fork() == 0) {
      (void)::write(ready[1], "r", 1);
    }
    ::pause();
    _exit(0);
  }
  char byte = 0;
  expect_equal(::read(ready[0], &byte, 1), 1, "the bytes from the orphan");
  ::close(ready[0]);
  ::close(ready[1]);
  step("the group is killed, and its leader's exit status is taken");
  ::kill(-leader, SIGKILL);
  ::waitpid(leader, nullptr, 0);
  while (!children().running.empty()) {
    co_await pause(1ms);
  }
  expect_equal(children().zombies.size(), 1U, "the number of zombies");
}

REAL_TEST(ARealCheck, SeesItsChildrenAndThatTheyEnd) {
  const pid_t child = start_child();
  siginfo_t ended{};
  ::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT);
  expect_equal(children().zombies.size(), 1U, "the number of zombies");
  ::waitpid(child, nullptr, 0);
  expect(children().none(), expected("no child is left"),
         seen("there is one"));
  co_return;
}

TEST(ARealCheckThatFails, NamesAZombie) {
  EXPECT_NONFATAL_FAILURE(
      run_inner([](InnerCheck& check) -> asio::awaitable<void> {
        check.children_mean({.zombies = "not-reaped"});
        start_child();
        co_return;
      }),
      "it is a zombie\n  diagnosis: not-reaped");
  EXPECT_TRUE(children().none());
}

TEST(ARealCheckThatFails, NamesAChildThatRuns) {
  EXPECT_NONFATAL_FAILURE(
      run_inner([](InnerCheck& check) -> asio::awaitable<void> {
        check.children_mean({.running = "left-running"});
        if (::fork() == 0) {
          ::pause();
          _exit(0);
        }
        co_return;
      }),
      "one still runs\n  diagnosis: left-running");
  EXPECT_TRUE(children().none());
}

TEST(ARealCheckThatFails, HoldsGrandchildrenToAccount) {
  EXPECT_NONFATAL_FAILURE(
      run_inner([](InnerCheck&) -> asio::awaitable<void> {
        const pid_t child = ::fork();
        if (child == 0) {
          if (::fork() == 0) {
            ::pause();
          }
          _exit(0);
        }
        ::waitpid(child, nullptr, 0);
        co_return;
      }),
      "one still runs");
  EXPECT_TRUE(children().none());
}

TEST(ARealCheckThatFails, SaysThatAChildRanOn) {
  EXPECT_NONFATAL_FAILURE(
      run_inner([](InnerCheck&) -> asio::awaitable<void> {
        const pid_t child = ::fork();
        if (child != 0) {
          ::waitpid(child, nullptr, 0);
        }
        co_return;
      }),
      "a forked child ran on");
}

TEST(ARealCheckThatFails, KnowsWhatADestroyedWaitAwaited) {
  EXPECT_EXIT(
      {
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
        run_inner([](InnerCheck& check) -> asio::awaitable<void> {
          const auto scope = awaiting({.expected = "it ends"});
          step("nobody keeps the handler");
          co_await asio::async_initiate<const asio::use_awaitable_t<>,
                                        void()>([](auto&&) {},
                                                asio::use_awaitable);
        });
      },
      ::testing::ExitedWithCode(1), "> .*nobody keeps the handler");
}

TEST(ARealCheckThatFails, IsGivenUpWhenNothingEndsItsWait) {
  EXPECT_EXIT(
      {
        ::dup2(STDERR_FILENO, STDOUT_FILENO);
        run_inner([](InnerCheck& check) -> asio::awaitable<void> {
          check.be_patient_for(2s);
          step("an hour begins");
          asio::steady_timer timer(check.loop(), 1h);
          co_await timer.async_wait(asio::use_awaitable);
        });
      },
      ::testing::ExitedWithCode(1), ">  *1 .*an hour begins");
}

}  // namespace
