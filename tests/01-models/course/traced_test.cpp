#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/traced.hpp>
#include <stdexcept>

namespace asio = boost::asio;
using asio::awaitable;
using course::Model;
using course::Trace;
using course::traced;
using namespace std::chrono_literals;

namespace {

awaitable<int> brew(int cups) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 2ms);
  co_await timer.async_wait(asio::use_awaitable);
  if (cups == 0)
    throw std::invalid_argument("no cups");
  co_return cups;
}

TEST(Traced, GivesEachAwaitedPieceItsOwnRow) {
  Trace trace;
  asio::io_context io;
  int cups = 0;
  co_spawn(
      io,
      [&]() -> awaitable<void> {
        cups += co_await traced(trace, "first pot", brew(2));
        cups += co_await traced(trace, "second pot", brew(3));
      },
      asio::detached);
  io.run();
  EXPECT_EQ(cups, 5);
  const auto lives = course::lifetimes(trace.intervals());
  ASSERT_EQ(lives.size(), 2u);
  EXPECT_LE(lives.at("first pot").end, lives.at("second pot").begin);
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous);
}

TEST(Traced, PassesTheExceptionOn) {
  Trace trace;
  asio::io_context io;
  bool caught = false;
  co_spawn(
      io,
      [&]() -> awaitable<void> {
        try {
          co_await traced(trace, "empty pot", brew(0));
        } catch (const std::invalid_argument&) {
          caught = true;
        }
      },
      asio::detached);
  io.run();
  EXPECT_TRUE(caught);
}

}  // namespace
