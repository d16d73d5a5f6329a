// The traced executor on every kind of executor and object it must fit.

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
#include <thread>

#include "trace_rows.hpp"
#include "virtual_time.hpp"

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using course::Model;
using course::Trace;
using namespace std::chrono_literals;

namespace {

class TracedExecutor : public testing::Test {
 protected:
  virtual_time::Session clock;
  asio::io_context io;
  Trace trace;
};

TEST_F(TracedExecutor, FitsAnyIoExecutor) {
  const asio::any_io_executor executor =
      trace.executor("nap", asio::any_io_executor(io.get_executor()));
  EXPECT_EQ(executor, asio::any_io_executor(executor));
  EXPECT_NE(executor, asio::any_io_executor(io.get_executor()));
  EXPECT_EQ(&executor.context(), &io);
  co_spawn(executor, sleep(1ms), detached);
  io.run();
  EXPECT_EQ(row(trace, "nap"), "exec 0-0, wait 0-1, exec 1-1");
}

TEST_F(TracedExecutor, FitsStrandsOnEitherSide) {
  co_spawn(trace.executor("over", asio::make_strand(io)), sleep(1ms),
           detached);
  co_spawn(asio::make_strand(trace.executor("under", io.get_executor())),
           sleep(2ms), detached);
  io.run();
  EXPECT_EQ(row(trace, "over"), "exec 0-0, wait 0-1, exec 1-1");
  EXPECT_EQ(row(trace, "under"), "exec 0-0, wait 0-2, exec 2-2");
}

TEST_F(TracedExecutor, FitsTimersWithHandlers) {
  asio::steady_timer timer(trace.executor("alarm", io.get_executor()), 1ms);
  bool rang = false;
  timer.async_wait([&](boost::system::error_code error) { rang = !error; });
  io.run();
  EXPECT_TRUE(rang);
  EXPECT_EQ(row(trace, "alarm"), "exec 1-1");
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
  std::array<char, 5> order{};
  co_await async_write(socket, asio::buffer(order), use_awaitable);
  co_await async_read(socket, asio::buffer(order), use_awaitable);
}

TEST_F(TracedExecutor, FitsSockets) {
  tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
  co_spawn(trace.executor("server", io.get_executor()),
           answer_once(acceptor), detached);
  co_spawn(trace.executor("client", io.get_executor()),
           ask_once(acceptor.local_endpoint()), detached);
  io.run();
  EXPECT_EQ(row(trace, "server"), "exec 0-0, wait 0-10, exec 10-10");
  EXPECT_EQ(row(trace, "client"), "exec 0-0, wait 0-10, exec 10-10");
}

TEST_F(TracedExecutor, SeesTwoThreadsOfAPoolInParallel) {
  asio::thread_pool pool(2);
  for (auto name : {"left", "right"})
    asio::post(trace.executor(name, pool.get_executor()),
               [] { course::work_for(5ms); });
  pool.join();
  EXPECT_EQ(row(trace, "left"), "exec 0-5");
  EXPECT_EQ(row(trace, "right"), "exec 0-5");
  EXPECT_EQ(classify(trace.intervals()), Model::parallel);
}

TEST_F(TracedExecutor, DoesNotCallBlockedThreadsParallel) {
  asio::thread_pool pool(2);
  for (auto name : {"left", "right"})
    asio::post(trace.executor(name, pool.get_executor()),
               [] { std::this_thread::sleep_for(5ms); });
  pool.join();
  EXPECT_EQ(row(trace, "left"), "exec 0-0, blocked 0-5");
  EXPECT_EQ(classify(trace.intervals()), Model::concurrent);
}

TEST_F(TracedExecutor, MayBeSharedByTheThreadsOfAPool) {
  asio::thread_pool pool(2);
  const auto executor = trace.executor("pool", pool.get_executor());
  std::atomic<int> ran = 0;
  for (int i = 0; i < 100; ++i)
    asio::post(executor, [&ran] {
      course::work_for(1ms);
      ++ran;
    });
  pool.join();
  EXPECT_EQ(ran, 100);
  EXPECT_EQ(classify(trace.intervals()), Model::sequential);
}

}  // namespace
