#include <gtest/gtest.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "virtual_time.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::steady_clock;
using virtual_time::elapsed;

namespace {

TEST(Session, EndsWithRealTime) {
  EXPECT_FALSE(virtual_time::active());
  const auto before = steady_clock::now();
  {
    const virtual_time::Session session;
    EXPECT_TRUE(virtual_time::active());
    std::this_thread::sleep_for(24h);
  }
  EXPECT_FALSE(virtual_time::active());
  EXPECT_EQ(elapsed(), 24h);
  EXPECT_LT(steady_clock::now() - before, 24h);
  const auto real = steady_clock::now();
  std::this_thread::sleep_for(5ms);
  EXPECT_GE(steady_clock::now() - real, 5ms);
}

TEST(Session, ManyOfThemAreAllAlike) {
  for (int i = 0; i < 100; ++i) {
    const virtual_time::Session session;
    EXPECT_EQ(elapsed(), 0s);
    asio::thread_pool pool(2);
    asio::io_context loop;
    asio::steady_timer timer(loop, 10ms);
    timer.async_wait([](auto) {});
    asio::post(pool, [] { std::this_thread::sleep_for(15ms); });
    loop.run();
    EXPECT_EQ(elapsed(), 10ms);
    pool.join();
    EXPECT_EQ(elapsed(), 15ms);
  }
}

TEST(Session, InstallStartsAgain) {
  const virtual_time::Session session;
  std::this_thread::sleep_for(1s);
  virtual_time::install();
  EXPECT_EQ(elapsed(), 0s);
  EXPECT_EQ(virtual_time::jumps(), 0U);
}

TEST(Session, ALoopLivesOnInTheNextOne) {
  asio::io_context loop;
  asio::steady_timer timer(loop);
  for (int i = 0; i < 3; ++i) {
    const virtual_time::Session session;
    loop.restart();
    timer.expires_after(30ms);
    timer.async_wait([](auto) {});
    loop.run();
    EXPECT_EQ(elapsed(), 30ms);
  }
  loop.restart();
  const auto before = steady_clock::now();
  timer.expires_after(5ms);
  timer.async_wait([](auto) {});
  loop.run();
  EXPECT_GE(steady_clock::now() - before, 5ms);
}

TEST(Session, ItsEndReleasesWaitingThreads) {
  std::mutex mutex;
  std::condition_variable condition;
  bool ready = false;
  std::atomic<int> slept{0};
  virtual_time::install();
  std::thread waiter([&] {
    std::unique_lock lock(mutex);
    condition.wait(lock, [&] { return ready; });
  });
  std::thread sleeper([&] {
    std::this_thread::sleep_for(1s);
    ++slept;
    std::this_thread::sleep_for(1000h);
    ++slept;
  });
  std::this_thread::sleep_for(2s);
  EXPECT_EQ(slept, 1);
  virtual_time::uninstall();
  sleeper.join();
  EXPECT_EQ(slept, 2);
  {
    const std::lock_guard lock(mutex);
    ready = true;
  }
  condition.notify_one();
  waiter.join();
}

bool readable(int descriptor, int milliseconds) {
  pollfd polled{descriptor, POLLIN, 0};
  return poll(&polled, 1, milliseconds) == 1;
}

TEST(Session, ATimerDescriptorFromBeforeIsAdopted) {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  const itimerspec in_an_hour{{}, {3'600, 0}};
  timerfd_settime(timer, 0, &in_an_hour, nullptr);
  {
    const virtual_time::Session session;
    EXPECT_TRUE(readable(timer, -1));
    EXPECT_LE(elapsed(), 1h);
    EXPECT_GT(elapsed(), 59min);
  }
  close(timer);
}

TEST(Session, ATimerDescriptorIsHandedBackWithTheTimeItHadLeft) {
  const int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  {
    const virtual_time::Session session;
    const itimerspec setting{{}, {3'600, 0}};
    timerfd_settime(timer, 0, &setting, nullptr);
    std::this_thread::sleep_for(3'600s - 1ms);
    EXPECT_FALSE(readable(timer, 0));
  }
  EXPECT_TRUE(readable(timer, -1));
  close(timer);
}

TEST(Session, AChildProcessLivesInRealTime) {
  const virtual_time::Session session;
  const pid_t child = fork();
  if (child == 0) {
    _exit(virtual_time::active() ? 1 : 0);
  }
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(Session, TimeFlowsAtRealSpeedWhileAChildLives) {
  const virtual_time::Session session;
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    usleep(30'000);
    _exit(write(ends[1], "x", 1) == 1 ? 0 : 1);
  }
  // Nobody needs an hour for it.
  EXPECT_TRUE(readable(ends[0], 3'600'000));
  EXPECT_LT(elapsed(), 1h);
  EXPECT_GT(elapsed(), 1ms);
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  // And then it jumps again.
  std::this_thread::sleep_for(1000h);
  EXPECT_GE(elapsed(), 1000h);
  close(ends[0]);
  close(ends[1]);
}

TEST(Session, CallsUnknownToTheRuntimeDoNotStopTheOthers) {
  const virtual_time::Session session;
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  std::atomic<bool> arrived{false};
  std::thread reader([&] {
    char letter = 0;
    // As the C library's own functions do: past the replaced read().
    arrived = syscall(SYS_read, ends[0], &letter, 1) == 1;
  });
  std::this_thread::sleep_for(1ms);
  EXPECT_FALSE(arrived);
  EXPECT_EQ(write(ends[1], "x", 1), 1);
  reader.join();
  EXPECT_TRUE(arrived);
  close(ends[0]);
  close(ends[1]);
}

}  // namespace
