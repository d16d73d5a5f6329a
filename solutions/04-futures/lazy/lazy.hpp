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
  // BEGIN SOLUTION
  // STUB: explicit Lazy(std::function<asio::awaitable<T>()> compute) {}
  explicit Lazy(std::function<asio::awaitable<T>()> compute)
      : compute_(std::move(compute)) {}
  // END SOLUTION

  /// The value; computed by the first call, known to all later ones.
  ///
  /// Errors: the exception of the computation, for all who wait for it. It
  /// is not kept: the next call computes again.
  ///
  /// Cancellation: throws `operation_aborted`. The computation and the
  /// others who wait do not notice.
  asio::awaitable<T> get() {
    // BEGIN SOLUTION
    // STUB: // Compute the value, or wait for whoever computes it.
    // STUB: throw std::logic_error("lazy is not written yet");
    if (!value_) {
      const auto executor = co_await asio::this_coro::executor;
      value_.emplace(executor);
      asio::co_spawn(executor, run(*value_), asio::detached);
    }
    const course::Future<T> value = *value_;
    co_await value.wait();
    co_return co_await value.get();
    // END SOLUTION
  }
  // BEGIN SOLUTION

 private:
  asio::awaitable<void> run(course::Future<T> value) {
    try {
      value.set_result(co_await compute_());
    } catch (...) {
      value_.reset();  // the next get() tries again
      value.set_exception(std::current_exception());
    }
  }

  std::function<asio::awaitable<T>()> compute_;
  std::optional<course::Future<T>> value_;  ///< empty before the first try
  // END SOLUTION
};
