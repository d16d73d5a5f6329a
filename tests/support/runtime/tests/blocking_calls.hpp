#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>
#include <vector>

/// Coroutines that block their loop, one way each.
namespace blocking {

/// What the detector has to say of a coroutine.
struct Expected {
  std::string what;   ///< `BlockingCall::what`
  int line = 0;       ///< in blocking_calls.cpp, set by the coroutine
  bool exact = true;  ///< takes exactly 20 ms of virtual time
};

struct Example {
  std::string name;
  boost::asio::awaitable<void> (*body)(Expected&);
};

/// All of them; those that take time take 20 ms.
const std::vector<Example>& examples();

/// Processor time that `compute` takes: three times what the detector lets
/// pass, which is more where every instruction costs more.
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr std::chrono::milliseconds computation{3'000};
#else
constexpr std::chrono::milliseconds computation{300};
#endif

/// Busy ones, which the detector sees by other means.
boost::asio::awaitable<void> compute(Expected&);
boost::asio::awaitable<void> watch_the_clock(Expected&);

}  // namespace blocking
