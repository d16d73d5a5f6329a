#include <gtest/gtest.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/system_timer.hpp>
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <shared_mutex>
#include <thread>

#include "virtual_time.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::steady_clock;
using std::chrono::system_clock;
using virtual_time::elapsed;

namespace {

class ExactTimes : public ::testing::Test {
 protected:
  virtual_time::Session session_;
};

TEST_F(ExactTimes, ClocksStartAtTheSameTimeInEveryRun) {
  EXPECT_EQ(steady_clock::now().time_since_epoch(), 1000s);
  EXPECT_EQ(system_clock::now(), std::chrono::sys_days{2030y / 1 / 1});
  EXPECT_EQ(::time(nullptr), 1'893'456'000);
}

TEST_F(ExactTimes, ClocksMoveTogether) {
  const auto steady = steady_clock::now();
  const auto system = system_clock::now();
  std::this_thread::sleep_for(12'345'678ns);
  EXPECT_EQ(steady_clock::now() - steady, 12'345'678ns);
  EXPECT_EQ(system_clock::now() - system, 12'345'678ns);
  EXPECT_EQ(elapsed(), 12'345'678ns);
}

TEST_F(ExactTimes, TimersAreExactToTheMicrosecond) {
  asio::io_context loop;
  asio::steady_timer timer(loop, 123'456us);
  timer.async_wait([](auto) {});
  loop.run();
  EXPECT_EQ(elapsed(), 123'456us);
}

TEST_F(ExactTimes, ADayIsAFewHundredJumps) {
  asio::io_context loop;
  asio::steady_timer timer(loop, 24h);
  timer.async_wait([](auto) {});
  loop.run();
  EXPECT_EQ(elapsed(), 24h);
  EXPECT_EQ(virtual_time::jumps(), 288U);
  EXPECT_EQ(virtual_time::deadlock(), nullptr);
}

TEST_F(ExactTimes, WallClockTimer) {
  asio::io_context loop;
  asio::system_timer timer(loop, system_clock::now() + 1500ms);
  timer.async_wait([](auto) {});
  loop.run();
  EXPECT_EQ(elapsed(), 1500ms);
}

TEST_F(ExactTimes, SleepUntilAWallClockTime) {
  std::this_thread::sleep_until(system_clock::now() + 2s);
  EXPECT_EQ(elapsed(), 2s);
  std::this_thread::sleep_until(steady_clock::now() - 1s);
  EXPECT_EQ(elapsed(), 2s);
}

TEST_F(ExactTimes, ConditionVariableTimesOut) {
  std::mutex mutex;
  std::condition_variable condition;
  std::unique_lock lock(mutex);
  EXPECT_EQ(condition.wait_for(lock, 300ms), std::cv_status::timeout);
  EXPECT_EQ(elapsed(), 300ms);
  EXPECT_EQ(condition.wait_until(lock, system_clock::now() + 200ms),
            std::cv_status::timeout);
  EXPECT_EQ(elapsed(), 500ms);
}

TEST_F(ExactTimes, FuturesTimeOutAndArrive) {
  auto future = std::async(std::launch::async, [] {
    std::this_thread::sleep_for(2s);
    return 7;
  });
  EXPECT_EQ(future.wait_for(1s), std::future_status::timeout);
  EXPECT_EQ(elapsed(), 1s);
  EXPECT_EQ(future.get(), 7);
  EXPECT_EQ(elapsed(), 2s);
}

TEST_F(ExactTimes, ALockHeldDuringASleepIsWaitedFor) {
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::thread other([&] {
    const std::lock_guard wait_for_it(mutex);
    EXPECT_EQ(elapsed(), 3s);
  });
  std::this_thread::sleep_for(3s);
  lock.unlock();
  other.join();
}

TEST_F(ExactTimes, TimedMutex) {
  std::timed_mutex mutex;
  std::unique_lock lock(mutex);
  std::thread other([&] {
    EXPECT_FALSE(mutex.try_lock_for(1s));
    EXPECT_EQ(elapsed(), 1s);
  });
  other.join();
}

TEST_F(ExactTimes, ReadersAndWriters) {
  std::shared_mutex mutex;
  mutex.lock();
  std::thread first([&] {
    const std::shared_lock lock(mutex);
    EXPECT_EQ(elapsed(), 1s);
    std::this_thread::sleep_for(1s);
  });
  std::thread second([&] {
    const std::shared_lock lock(mutex);
    EXPECT_EQ(elapsed(), 1s);
    std::this_thread::sleep_for(2s);
  });
  std::this_thread::sleep_for(1s);
  mutex.unlock();
  std::this_thread::sleep_for(1s);
  mutex.lock();
  EXPECT_EQ(elapsed(), 3s);
  mutex.unlock();
  first.join();
  second.join();
}

TEST_F(ExactTimes, PollAndSelectTimeOut) {
  EXPECT_EQ(poll(nullptr, 0, 250), 0);
  EXPECT_EQ(elapsed(), 250ms);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  pollfd polled{ends[0], POLLIN, 0};
  EXPECT_EQ(poll(&polled, 1, 250), 0);
  EXPECT_EQ(elapsed(), 500ms);
  fd_set set;
  FD_ZERO(&set);
  FD_SET(ends[0], &set);
  timeval limit{1, 500'000};
  EXPECT_EQ(select(ends[0] + 1, &set, nullptr, nullptr, &limit), 0);
  EXPECT_FALSE(FD_ISSET(ends[0], &set));
  EXPECT_EQ(elapsed(), 2s);
  close(ends[0]);
  close(ends[1]);
}

TEST_F(ExactTimes, APeriodicTimerDescriptorGoesOn) {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  const itimerspec every_second{{1, 0}, {1, 0}};
  timerfd_settime(timer, 0, &every_second, nullptr);
  for (int i = 1; i <= 3; ++i) {
    std::uint64_t count = 0;
    EXPECT_EQ(read(timer, &count, sizeof count), 8);
    EXPECT_EQ(elapsed(), i * 1s);
  }
  close(timer);
}

TEST_F(ExactTimes, WorkOfTwoThreadsOverlaps) {
  std::thread other([] {
    course_virtual_time_work(5'000'000);
    EXPECT_EQ(elapsed(), 5ms);
  });
  course_virtual_time_work(3'000'000);
  EXPECT_EQ(elapsed(), 3ms);
  other.join();
  EXPECT_EQ(elapsed(), 5ms);
}

TEST_F(ExactTimes, ASpinningThreadDoesNotStopTheOthers) {
  std::atomic<bool> done{false};
  std::thread other([&] {
    std::this_thread::sleep_for(1ms);
    done = true;
  });
  while (!done) {
    std::this_thread::yield();
  }
  EXPECT_GE(elapsed(), 1ms);
  other.join();
}

// No call tells the runtime that this thread spins.
TEST_F(ExactTimes, ASilentSpinDoesNotStopTheOthers) {
  std::atomic<bool> done{false};
  std::thread other([&] { done = true; });
  while (!done) {
  }
  other.join();
  EXPECT_EQ(elapsed(), 0s);
}

}  // namespace
