// check: Lazy.ComputesOnceForAllWhoWait
// diagnosis: one-after-another
// A lock around the computation, and no second look inside it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

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
    if (!lock_) {
      lock_ = std::make_unique<Lock>(co_await asio::this_coro::executor, 1);
    }
    co_await lock_->async_send(boost::system::error_code(),
                               asio::use_awaitable);
    try {
      value_ = co_await compute_();
    } catch (...) {
      lock_->try_receive([](auto) {});
      throw;
    }
    lock_->try_receive([](auto) {});
    co_return *value_;
  }

 private:
  using Lock = asio::experimental::channel<void(boost::system::error_code)>;

  std::function<asio::awaitable<T>()> compute_;
  std::unique_ptr<Lock> lock_;
  std::optional<T> value_;
};
