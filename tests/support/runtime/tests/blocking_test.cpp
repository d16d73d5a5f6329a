#include <dlfcn.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <thread>

#include "blocking_calls.hpp"
#include "blocking_words.hpp"
#include "symbolize.hpp"
#include "virtual_time.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;
using blocking::Example;
using blocking::Expected;
using virtual_time::BlockingCall;

namespace {

/// The source lines of a call in blocking_calls.cpp, innermost first.
std::vector<int> lines_of(const BlockingCall& call) {
  Dl_info executable{};
  dladdr(reinterpret_cast<void*>(&blocking::examples), &executable);
  const auto base = reinterpret_cast<std::uintptr_t>(executable.dli_fbase);
  std::vector<std::uintptr_t> offsets;
  for (void* frame : call.frames) {
    Dl_info owner{};
    if (dladdr(frame, &owner) != 0 &&
        owner.dli_fbase == executable.dli_fbase) {
      offsets.push_back(reinterpret_cast<std::uintptr_t>(frame) - base);
    }
  }
  std::vector<int> lines;
  for (const virtual_time::Place& place :
       virtual_time::all_places("/proc/self/exe", offsets)) {
    if (place.file.ends_with("blocking_calls.cpp")) {
      lines.push_back(place.line);
    }
  }
  return lines;
}

/// Runs a coroutine on a loop; what the detector saw.
std::vector<BlockingCall> blocking_calls_of(
    asio::awaitable<void> (*body)(Expected&), Expected& expected) {
  virtual_time::take_blocking_calls();
  asio::io_context loop;
  co_spawn(loop, body(expected), [](std::exception_ptr error) {
    if (error) {
      std::rethrow_exception(error);
    }
  });
  loop.run();
  return virtual_time::take_blocking_calls();
}

/// The call of that kind which lasted longest.
const BlockingCall* longest(const std::vector<BlockingCall>& calls,
                            const std::string& what) {
  const BlockingCall* found = nullptr;
  for (const BlockingCall& call : calls) {
    if (call.what == what && (!found || call.lasted > found->lasted)) {
      found = &call;
    }
  }
  return found;
}

void expect_named(const std::vector<BlockingCall>& calls,
                  const Expected& expected) {
  const BlockingCall* call = longest(calls, expected.what);
  ASSERT_NE(call, nullptr) << "no " << expected.what << " was seen";
  const std::vector<int> lines = lines_of(*call);
  EXPECT_TRUE(std::ranges::find(lines, expected.line) != lines.end())
      << expected.what << " should be in line " << expected.line;
  EXPECT_NE(virtual_time::find_blocking_kind(call->what), nullptr);
}

class BlockingTest : public ::testing::TestWithParam<Example> {};

TEST_P(BlockingTest, IsNamedWithItsLineInVirtualTime) {
  Expected expected;
  std::vector<BlockingCall> calls;
  {
    const virtual_time::Session session;
    calls = blocking_calls_of(GetParam().body, expected);
  }
  expect_named(calls, expected);
  if (expected.exact) {
    EXPECT_EQ(longest(calls, expected.what)->lasted, 20ms);
  }
}

TEST_P(BlockingTest, IsNamedWithItsLineInRealTime) {
  Expected expected;
  const auto calls = blocking_calls_of(GetParam().body, expected);
  expect_named(calls, expected);
}

INSTANTIATE_TEST_SUITE_P(Call, BlockingTest,
                         ::testing::ValuesIn(blocking::examples()),
                         [](const auto& info) { return info.param.name; });

TEST(BusyLoop, IsNamedWithItsLineInVirtualTime) {
  Expected expected;
  std::vector<BlockingCall> calls;
  {
    const virtual_time::Session session;
    calls = blocking_calls_of(blocking::compute, expected);
    EXPECT_EQ(virtual_time::elapsed(), 0ns);
  }
  expect_named(calls, expected);
  EXPECT_GE(longest(calls, "busy_loop")->lasted, blocking::computation);
}

TEST(BusyLoop, IsNamedWithItsLineInRealTime) {
  Expected expected;
  const auto calls = blocking_calls_of(blocking::compute, expected);
  expect_named(calls, expected);
  EXPECT_GE(longest(calls, "busy_loop")->lasted, blocking::computation);
}

TEST(BusyWait, GetsItsTimeAndIsNamedWithItsLine) {
  Expected expected;
  std::vector<BlockingCall> calls;
  {
    const virtual_time::Session session;
    calls = blocking_calls_of(blocking::watch_the_clock, expected);
    EXPECT_GE(virtual_time::elapsed(), 20ms);
    EXPECT_LT(virtual_time::elapsed(), 20ms + 10us);
  }
  expect_named(calls, expected);
}

TEST(NotBlocking, SleepOutsideAHandler) {
  const virtual_time::Session session;
  std::this_thread::sleep_for(1s);
  EXPECT_TRUE(virtual_time::take_blocking_calls().empty());
}

TEST(NotBlocking, SleepOnAThreadOfAPool) {
  const virtual_time::Session session;
  asio::thread_pool pool(1);
  asio::post(pool, [] { std::this_thread::sleep_for(1s); });
  pool.join();
  EXPECT_EQ(virtual_time::elapsed(), 1s);
  EXPECT_TRUE(virtual_time::take_blocking_calls().empty());
}

TEST(NotBlocking, TimersAndWork) {
  const virtual_time::Session session;
  asio::io_context loop;
  asio::steady_timer timer(loop, 1s);
  timer.async_wait([](auto) { course_virtual_time_work(5'000'000); });
  loop.run();
  EXPECT_EQ(virtual_time::elapsed(), 1005ms);
  EXPECT_TRUE(virtual_time::take_blocking_calls().empty());
}

TEST(Blocking, TellsWhenAndHowLong) {
  const virtual_time::Session session;
  asio::io_context loop;
  asio::steady_timer timer(loop, 1s);
  timer.async_wait([](auto) { std::this_thread::sleep_for(7ms); });
  loop.run();
  const auto calls = virtual_time::take_blocking_calls();
  ASSERT_EQ(calls.size(), 1U);
  EXPECT_EQ(calls[0].at, 1s);
  EXPECT_EQ(calls[0].lasted, 7ms);
}

TEST(Blocking, AHandlerThatThrowsIsOver) {
  const virtual_time::Session session;
  asio::io_context loop;
  asio::post(loop, [] { throw 1; });
  EXPECT_THROW(loop.run(), int);
  std::this_thread::sleep_for(1s);
  EXPECT_TRUE(virtual_time::take_blocking_calls().empty());
}

}  // namespace
