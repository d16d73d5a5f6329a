// check: Lazy.ComputesOnceForAllWhoWait
// diagnosis: both-compute
// Looks for the value, computes it, keeps it: as one writes it without
// coroutines.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <utility>

namespace asio = boost::asio;

template <typename T>
class Lazy {
 public:
  explicit Lazy(std::function<asio::awaitable<T>()> compute)
      : compute_(std::move(compute)) {}

  asio::awaitable<T> get() {
    if (!value_) {
      value_ = co_await compute_();
    }
    co_return *value_;
  }

 private:
  std::function<asio::awaitable<T>()> compute_;
  std::optional<T> value_;
};
