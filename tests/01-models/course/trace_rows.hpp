#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/trace.hpp>
#include <string>
#include <string_view>

/// What one task did, as a line of text for expectations, times in
/// milliseconds: "exec 0-0, wait 0-10, exec 10-10".
inline std::string row(const course::Trace& trace, std::string_view task) {
  using std::chrono::floor, std::chrono::milliseconds;
  std::string text;
  for (const auto& interval : trace.intervals()) {
    if (interval.task != task)
      continue;
    if (!text.empty())
      text += ", ";
    text += to_string(interval.kind);
    text += ' ';
    text += std::to_string(floor<milliseconds>(interval.begin).count());
    text += '-';
    text += std::to_string(floor<milliseconds>(interval.end).count());
  }
  return text;
}

inline boost::asio::awaitable<void> sleep(
    std::chrono::nanoseconds duration) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor,
                                  duration);
  co_await timer.async_wait(boost::asio::use_awaitable);
}
