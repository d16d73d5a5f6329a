#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <utility>

namespace asio = boost::asio;

/// A value that is computed when somebody needs it, once, and is shared by
/// all who ask. It is used on one loop, by one thread, and it outlives its
/// computation and those who wait.
template <typename T>
class Lazy {
 public:
  /// @param compute  starts the computation when it is called
  explicit Lazy(std::function<asio::awaitable<T>()> compute) {}

  /// The value; computed by the first call, known to all later ones.
  ///
  /// Errors: the exception of the computation, for all who wait for it. It
  /// is not kept: the next call computes again.
  ///
  /// Cancellation: throws `operation_aborted`. The computation and the
  /// others who wait do not notice.
  asio::awaitable<T> get() {
    // Compute the value, or wait for whoever computes it.
    throw std::logic_error("lazy is not written yet");
  }
};
