// variant: co_spawn tells a handler, which sets a future for each caller
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <exception>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace asio = boost::asio;

template <typename T>
class Lazy {
 public:
  explicit Lazy(std::function<asio::awaitable<T>()> compute)
      : compute_(std::move(compute)) {}

  asio::awaitable<T> get() {
    if (value_) {
      co_return *value_;
    }
    const auto executor = co_await asio::this_coro::executor;
    auto mine = callers_.emplace_back(executor);
    if (callers_.size() == 1) {
      asio::co_spawn(executor, compute_(),
                     [this](std::exception_ptr error, T value) {
                       ended(error, std::move(value));
                     });
    }
    co_return co_await mine.get();
  }

 private:
  void ended(std::exception_ptr error, T value) {
    if (!error) {
      value_ = std::move(value);
    }
    for (auto& caller : std::exchange(callers_, {})) {
      if (caller.done()) {
        continue;  // it has left
      }
      if (error) {
        caller.set_exception(error);
      } else {
        caller.set_result(*value_);
      }
    }
  }

  std::function<asio::awaitable<T>()> compute_;
  std::optional<T> value_;
  std::vector<course::Future<T>> callers_;
};
