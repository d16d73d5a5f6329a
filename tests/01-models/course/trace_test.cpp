// What the traced executor records, on every kind of executor and object
// that it must fit. Assertions are on structure and on lower bounds, so
// that they hold in real time and in virtual time.

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using course::Interval;
using course::Kind;
using course::Model;
using course::Trace;
using namespace std::chrono_literals;

namespace {

awaitable<void> sleep(std::chrono::nanoseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(use_awaitable);
}

std::vector<Interval> of(const Trace& trace, std::string_view task) {
  auto intervals = trace.intervals();
  std::erase_if(intervals,
                [&](const Interval& i) { return i.task != task; });
  return intervals;
}

// In real time the loop takes some microseconds between two steps.
bool negligible(const Interval& interval) {
  return interval.kind == Kind::ready &&
         interval.end - interval.begin < 1ms;
}

std::string kinds(std::vector<Interval> intervals) {
  std::erase_if(intervals, negligible);
  auto same = std::ranges::unique(intervals, {}, &Interval::kind);
  intervals.erase(same.begin(), same.end());
  std::string text;
  for (const auto& interval : intervals)
    text +=
        (text.empty() ? "" : " ") + std::string(to_string(interval.kind));
  return text;
}

std::chrono::nanoseconds total(const std::vector<Interval>& intervals,
                               Kind kind) {
  std::chrono::nanoseconds sum{};
  for (const auto& interval : intervals)
    if (interval.kind == kind)
      sum += interval.end - interval.begin;
  return sum;
}

TEST(TracedExecutor, RecordsASleepAsAWait) {
  Trace trace;
  asio::io_context io;
  co_spawn(trace.executor("nap", io.get_executor()), sleep(10ms), detached);
  io.run();
  const auto nap = of(trace, "nap");
  ASSERT_EQ(kinds(nap), "exec wait exec");
  EXPECT_GE(total(nap, Kind::wait), 9ms);
  for (std::size_t i = 1; i < nap.size(); ++i)
    EXPECT_EQ(nap[i - 1].end, nap[i].begin);
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous);
}

TEST(TracedExecutor, RecordsAComputationAsExec) {
  Trace trace;
  asio::io_context io;
  co_spawn(
      trace.executor("sum", io.get_executor()),
      []() -> awaitable<void> {
        course::work_for(5ms);
        co_return;
      },
      detached);
  io.run();
  const auto sum = of(trace, "sum");
  ASSERT_EQ(kinds(sum), "exec");
  EXPECT_GE(total(sum, Kind::exec), 5ms);
  EXPECT_EQ(classify(trace.intervals()), Model::sequential);
}

TEST(TracedExecutor, RecordsTheTimeInTheQueueAsReady) {
  Trace trace;
  asio::io_context io;
  auto yield_once = []() -> awaitable<void> {
    co_await asio::post(use_awaitable);
  };
  co_spawn(trace.executor("polite", io.get_executor()), yield_once,
           detached);
  co_spawn(
      trace.executor("long", io.get_executor()),
      []() -> awaitable<void> {
        course::work_for(5ms);
        co_return;
      },
      detached);
  io.run();
  const auto polite = of(trace, "polite");
  ASSERT_EQ(kinds(polite), "exec ready exec");
  EXPECT_GE(total(polite, Kind::ready), 5ms);
}

TEST(TracedExecutor, TellsTwoTasksApart) {
  Trace trace;
  asio::io_context io;
  co_spawn(trace.executor("a", io.get_executor()), sleep(20ms), detached);
  co_spawn(trace.executor("b", io.get_executor()), sleep(10ms), detached);
  io.run();
  EXPECT_EQ(kinds(of(trace, "a")), "exec wait exec");
  EXPECT_EQ(kinds(of(trace, "b")), "exec wait exec");
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous_concurrent);
}

// Asio starts a co_spawned coroutine inside the handler that spawned it,
// and goes on with the parent inside the handler that ended the child.
TEST(TracedExecutor, DoesNotCallNestedTasksParallel) {
  Trace trace;
  asio::io_context io;
  auto child = []() -> awaitable<void> {
    course::work_for(5ms);
    co_await sleep(1ms);
    course::work_for(5ms);
  };
  co_spawn(
      trace.executor("parent", io.get_executor()),
      [&]() -> awaitable<void> {
        course::work_for(5ms);
        auto executor = co_await asio::this_coro::executor;
        co_await co_spawn(trace.executor("child", executor), child,
                          use_awaitable);
        course::work_for(5ms);
      },
      detached);
  io.run();
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous_concurrent)
      << draw_timeline(trace.intervals(), 60);
  const auto child_row = of(trace, "child"),
             parent_row = of(trace, "parent");
  EXPECT_EQ(kinds(child_row), "exec wait exec");
  EXPECT_EQ(kinds(parent_row), "exec wait exec");
  EXPECT_GE(total(parent_row, Kind::exec), 10ms);
  EXPECT_GE(total(child_row, Kind::exec), 10ms);
  // The parent waits for all of the child, and works after it.
  EXPECT_GE(total(parent_row, Kind::wait), 11ms);
  EXPECT_GE(lifetimes(trace.intervals()).at("parent").end -
                lifetimes(trace.intervals()).at("child").end,
            5ms);
}

TEST(TracedExecutor, LetsAParentGoOnAfterItsChildHasStarted) {
  Trace trace;
  asio::io_context io;
  auto child = []() -> awaitable<void> {
    course::work_for(3ms);
    co_await sleep(5ms);
  };
  auto parent = [&]() -> awaitable<void> {
    co_spawn(trace.executor("child", io.get_executor()), child, detached);
    course::work_for(2ms);
    co_await sleep(1ms);
  };
  co_spawn(trace.executor("parent", io.get_executor()), parent, detached);
  io.run();
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous_concurrent);
  const auto parent_row = of(trace, "parent");
  EXPECT_EQ(kinds(parent_row), "exec ready exec wait exec");
  EXPECT_GE(total(parent_row, Kind::ready), 3ms);
  EXPECT_GE(total(parent_row, Kind::exec), 2ms);
}

TEST(TracedExecutor, RecordsATaskThatThrows) {
  Trace trace;
  asio::io_context io;
  co_spawn(
      trace.executor("unlucky", io.get_executor()),
      []() -> awaitable<void> {
        co_await sleep(1ms);
        throw std::runtime_error("out of coffee");
      },
      [](std::exception_ptr error) {
        if (error)
          std::rethrow_exception(error);
      });
  co_spawn(trace.executor("next", io.get_executor()), sleep(2ms), detached);
  EXPECT_THROW(io.run(), std::runtime_error);
  io.restart();
  io.run();
  EXPECT_EQ(kinds(of(trace, "unlucky")), "exec wait exec");
  EXPECT_EQ(kinds(of(trace, "next")), "exec wait exec");
}

TEST(TracedExecutor, FitsAnyIoExecutor) {
  Trace trace;
  asio::io_context io;
  asio::any_io_executor executor =
      trace.executor("nap", asio::any_io_executor(io.get_executor()));
  EXPECT_EQ(executor, asio::any_io_executor(executor));
  EXPECT_NE(executor, asio::any_io_executor(io.get_executor()));
  EXPECT_EQ(&executor.context(), &io);
  co_spawn(executor, sleep(1ms), detached);
  io.run();
  EXPECT_EQ(kinds(of(trace, "nap")), "exec wait exec");
}

TEST(TracedExecutor, FitsStrandsOnEitherSide) {
  Trace trace;
  asio::io_context io;
  co_spawn(trace.executor("over", asio::make_strand(io)), sleep(1ms),
           detached);
  co_spawn(asio::make_strand(trace.executor("under", io.get_executor())),
           sleep(2ms), detached);
  io.run();
  EXPECT_EQ(kinds(of(trace, "over")), "exec wait exec");
  EXPECT_EQ(kinds(of(trace, "under")), "exec wait exec");
}

TEST(TracedExecutor, FitsTimersWithHandlers) {
  Trace trace;
  asio::io_context io;
  asio::steady_timer timer(trace.executor("alarm", io.get_executor()), 1ms);
  bool rang = false;
  timer.async_wait([&](boost::system::error_code error) { rang = !error; });
  io.run();
  EXPECT_TRUE(rang);
  EXPECT_EQ(kinds(of(trace, "alarm")), "exec");
}

awaitable<void> answer_once(tcp::acceptor& acceptor) {
  auto socket = co_await acceptor.async_accept(use_awaitable);
  std::array<char, 5> order{};
  co_await async_read(socket, asio::buffer(order), use_awaitable);
  co_await sleep(10ms);
  co_await async_write(socket, asio::buffer(order), use_awaitable);
}

awaitable<void> ask_once(tcp::endpoint server) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(server, use_awaitable);
  std::array<char, 5> order{"hell"};
  co_await async_write(socket, asio::buffer(order), use_awaitable);
  co_await async_read(socket, asio::buffer(order), use_awaitable);
}

TEST(TracedExecutor, FitsSockets) {
  Trace trace;
  asio::io_context io;
  tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
  co_spawn(trace.executor("server", io.get_executor()),
           answer_once(acceptor), detached);
  co_spawn(trace.executor("client", io.get_executor()),
           ask_once(acceptor.local_endpoint()), detached);
  io.run();
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous_concurrent);
  EXPECT_GE(total(of(trace, "client"), Kind::wait), 9ms);
}

TEST(TracedExecutor, SeesTwoThreadsOfAPoolInParallel) {
  Trace trace;
  asio::thread_pool pool(2);
  std::atomic<int> arrived = 0;
  for (auto name : {"left", "right"})
    asio::post(trace.executor(name, pool.get_executor()), [&arrived] {
      ++arrived;
      while (arrived < 2)  // both threads are in the computation now
        std::this_thread::yield();
      course::work_for(5ms);
    });
  pool.join();
  EXPECT_EQ(classify(trace.intervals()), Model::parallel);
}

TEST(TracedExecutor, MayOutliveItsTrace) {
  asio::io_context io;
  {
    Trace trace;
    co_spawn(trace.executor("nap", io.get_executor()), sleep(1ms),
             detached);
  }
  EXPECT_GT(io.run(), 0u);
}

TEST(TracedExecutor, RecordsNothingOfATaskThatNeverStarts) {
  Trace trace;
  {
    asio::io_context io;
    co_spawn(trace.executor("late", io.get_executor()), sleep(1ms),
             detached);
  }
  EXPECT_TRUE(trace.intervals().empty());
}

TEST(TracedExecutor, MayBeSharedByTheThreadsOfAPool) {
  Trace trace;
  asio::thread_pool pool(2);
  const auto executor = trace.executor("pool", pool.get_executor());
  std::atomic<int> ran = 0;
  for (int i = 0; i < 100; ++i)
    asio::post(executor, [&ran] { ++ran; });
  pool.join();
  EXPECT_EQ(ran, 100);
  for (const auto& interval : trace.intervals())
    EXPECT_LE(interval.begin, interval.end);
}

}  // namespace
