// Traces in real time: structure and lower bounds only.

#include <gtest/gtest.h>
#include <sched.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <latch>
#include <string_view>
#include <thread>

#include "trace_rows.hpp"

namespace asio = boost::asio;
using course::Kind;
using course::Model;
using course::Trace;
using namespace std::chrono_literals;

namespace {

std::chrono::nanoseconds longest(const Trace& trace, Kind kind) {
  std::chrono::nanoseconds length{};
  for (const auto& interval : trace.intervals())
    if (interval.kind == kind)
      length = std::max(length, interval.end - interval.begin);
  return length;
}

void pin_to_one_processor() {
  cpu_set_t allowed, one;
  ASSERT_EQ(sched_getaffinity(0, sizeof allowed, &allowed), 0);
  int processor = 0;
  while (!CPU_ISSET(processor, &allowed))
    ++processor;
  CPU_ZERO(&one);
  CPU_SET(processor, &one);
  ASSERT_EQ(sched_setaffinity(0, sizeof one, &one), 0);
}

TEST(RealTimeTrace, ShowsASleepAsAWait) {
  Trace trace;
  asio::io_context io;
  co_spawn(trace.executor("nap", io.get_executor()), sleep(20ms),
           asio::detached);
  io.run();
  EXPECT_GE(longest(trace, Kind::wait), 19ms);
}

TEST(RealTimeTrace, ShowsABlockedThreadAsBlocked) {
  Trace trace;
  asio::io_context io;
  asio::post(trace.executor("oven", io.get_executor()),
             [] { std::this_thread::sleep_for(20ms); });
  io.run();
  EXPECT_GE(longest(trace, Kind::blocked), 20ms);
  EXPECT_LT(longest(trace, Kind::exec), 20ms);
}

// Two threads on one processor: the system gives each a turn of some
// milliseconds, and neither of them ever waits.
Model model_of_two_threads_on_one_processor() {
  Trace trace;
  asio::thread_pool pool(2);
  std::latch both_started(2);
  for (auto name : {"left", "right"})
    asio::post(pool,
               [&, executor = trace.executor(name, pool.get_executor())] {
                 pin_to_one_processor();
                 both_started.arrive_and_wait();
                 asio::dispatch(executor, [] { course::work_for(50ms); });
               });
  pool.join();
  return classify(trace.intervals());
}

TEST(RealTimeTrace, SeesTwoThreadsTakeTurnsOnOneProcessor) {
  // A turn of a few microseconds cannot be seen, so a run in which the
  // last turn is that short looks parallel: one more run decides.
  const auto first = model_of_two_threads_on_one_processor();
  EXPECT_EQ(first == Model::parallel
                ? model_of_two_threads_on_one_processor()
                : first,
            Model::concurrent);
}

}  // namespace
