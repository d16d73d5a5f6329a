#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "virtual_time.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

/// What to do in a deadlock, and what was said.
class Verdict : public ::testing::Test {
 protected:
  Verdict() {
    current = this;
    virtual_time::on_deadlock([](const char* verdict) {
      current->told_.emplace_back(verdict);
      current->rescue_();
    });
  }
  ~Verdict() override {
    virtual_time::on_deadlock(nullptr);
    virtual_time::set_limits({});
  }

  std::function<void()> rescue_ = [] {};
  std::vector<std::string> told_;
  virtual_time::Session session_;

 private:
  static inline Verdict* current = nullptr;
};

asio::awaitable<void> wait_for_nobody() {
  const auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  asio::experimental::channel<void(boost::system::error_code, int)> orders(
      executor, 0);
  co_await orders.async_receive(asio::use_awaitable);
}

TEST_F(Verdict, ALoopThatWaitsForNobody) {
  asio::io_context loop;
  rescue_ = [&] { loop.stop(); };
  co_spawn(loop, wait_for_nobody(), asio::detached);
  loop.run();
  EXPECT_EQ(told_, (std::vector<std::string>{
                       "deadlock at t=1.000000s: the main thread waits in "
                       "its event loop (no timer is set, nothing "
                       "arrives)"}));
  EXPECT_STREQ(virtual_time::deadlock(), told_[0].c_str());
  EXPECT_EQ(virtual_time::elapsed(), 1s);
}

TEST_F(Verdict, IsForgottenByTheNextSession) {
  asio::io_context loop;
  rescue_ = [&] { loop.stop(); };
  co_spawn(loop, wait_for_nobody(), asio::detached);
  loop.run();
  EXPECT_NE(virtual_time::deadlock(), nullptr);
  virtual_time::install();
  EXPECT_EQ(virtual_time::deadlock(), nullptr);
}

TEST_F(Verdict, TheRescuerMayBeTheOneWhoWaits) {
  std::mutex mutex;
  std::condition_variable condition;
  bool ready = false;
  rescue_ = [&] {
    std::this_thread::sleep_for(2s);
    const std::lock_guard lock(mutex);
    ready = true;
    condition.notify_one();
  };
  std::unique_lock lock(mutex);
  condition.wait(lock, [&] { return ready; });
  EXPECT_EQ(told_, (std::vector<std::string>{
                       "deadlock at t=0.000000s: the main thread waits for "
                       "a condition variable"}));
  EXPECT_EQ(virtual_time::elapsed(), 2s);
}

TEST_F(Verdict, NamesWhatEachThreadWaitsFor) {
  std::timed_mutex left, right;
  std::condition_variable_any rescued;
  std::mutex mutex;
  bool over = false;
  rescue_ = [&] {
    const std::lock_guard lock(mutex);
    over = true;
    rescued.notify_all();
  };
  std::unique_lock hold_left(left);
  std::thread other([&] {
    const std::lock_guard hold_right(right);
    std::this_thread::sleep_for(5ms);
    const std::lock_guard wait_for_left(left);
  });
  {
    std::unique_lock lock(mutex);
    rescued.wait(lock, [&] { return over; });
  }
  hold_left.unlock();
  other.join();
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_EQ(
      told_[0],
      "deadlock at t=0.005000s: the main thread waits for a condition "
      "variable; thread 1 waits for a mutex that is held");
}

TEST_F(Verdict, AnEndlessTickerUsesUpTheJumps) {
  virtual_time::set_limits({.jumps = 1'000});
  asio::io_context loop;
  rescue_ = [&] { loop.stop(); };
  const auto tick = [&]() -> asio::awaitable<void> {
    asio::steady_timer timer(loop);
    for (;;) {
      timer.expires_after(1ms);
      co_await timer.async_wait(asio::use_awaitable);
    }
  };
  co_spawn(loop, tick(), asio::detached);
  loop.run();
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_EQ(told_[0],
            "no end in sight at t=1.000000s: the clock has jumped 1000 "
            "times, and there is always another timer");
}

TEST_F(Verdict, AnEndlessTickerUsesUpTheRealTime) {
  virtual_time::set_limits({.jumps = 1'000'000'000, .real = 1ms});
  rescue_ = [] { virtual_time::uninstall(); };
  while (told_.empty()) {
    std::this_thread::sleep_for(1us);
  }
  EXPECT_TRUE(told_[0].starts_with("no end in sight at t=0.01"))
      << told_[0];
}

TEST_F(Verdict, WorkThatStillGoesOnIsNoDeadlock) {
  asio::io_context loop;
  rescue_ = [&] { loop.stop(); };
  co_spawn(loop, wait_for_nobody(), asio::detached);
  std::thread other([] { std::this_thread::sleep_for(3h); });
  loop.run();
  other.join();
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_TRUE(told_[0].starts_with("deadlock at t=10800.000000s: "))
      << told_[0];
}

}  // namespace
