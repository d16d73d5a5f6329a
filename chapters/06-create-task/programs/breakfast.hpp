/// @file
/// The three dishes of a breakfast, and the walk to the letter box.
#pragma once

#include <fmt/ranges.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/task.hpp>
#include <course/traced.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using course::traced;

inline course::Trace trace;

//! [tasks-breakfast]
inline asio::awaitable<std::string> make_it(
    std::string dish, std::chrono::milliseconds time) {
  course::say("{}: start", dish);
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{}: ready", dish);
  co_return dish;
}

inline asio::awaitable<std::string> make(std::string dish,
                                         std::chrono::milliseconds time) {
  return traced(trace, dish, make_it(dish, time));
}

inline asio::awaitable<void> walk() {
  course::say("paper: I go");
  asio::steady_timer timer(co_await asio::this_coro::executor, 500ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("paper: I am back");
}

inline asio::awaitable<void> fetch_the_paper() {
  return traced(trace, "paper", walk());
}
//! [tasks-breakfast]

/// Starts the program's coroutine and runs it to its end.
inline int run(asio::awaitable<void> breakfast) {
  asio::io_context loop;
  asio::co_spawn(loop, std::move(breakfast), asio::detached);
  loop.run();
  return 0;
}
