#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <course/retry.hpp>
#include <functional>
#include <string>

namespace asio = boost::asio;

/// A function that starts one attempt when it is called.
using Download = std::function<asio::awaitable<std::string>()>;

/// How often it is tried, and the waits in between.
struct Backoff {
  int attempts = 5;                         ///< at least 1
  std::chrono::milliseconds base{100};      ///< limit of the first wait
  std::chrono::milliseconds longest{2000};  ///< no limit is above this
};

/// Tries `download` until it succeeds, with full jitter: each wait is a
/// random part of its limit, and the limit doubles from `backoff.base` to
/// `backoff.longest`.
///
/// @param random  asked once for each wait; uniform in [0, 1)
/// @return what the first successful attempt returns
/// @throws what the last attempt throws; a cancellation
///         (asio::error::operation_aborted) at once
asio::awaitable<std::string> full_jitter(Download download, Backoff backoff,
                                         course::RandomSource random);
