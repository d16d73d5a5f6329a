// check: Lazy.ThrowsToAllWhoWait
// diagnosis: error-never-arrives
// The computation is detached, and so is its exception.
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

namespace asio = boost::asio;

template <typename T>
class Lazy {
 public:
  explicit Lazy(std::function<asio::awaitable<T>()> compute)
      : compute_(std::move(compute)) {}

  asio::awaitable<T> get() {
    if (!value_) {
      const auto executor = co_await asio::this_coro::executor;
      value_.emplace(executor);
      asio::co_spawn(executor, run(*value_), asio::detached);
    }

    const course::Future<T> value = *value_;
    co_await value.wait();
    co_return co_await value.get();
  }

 private:
  asio::awaitable<void> run(course::Future<T> value) {
    value.set_result(co_await compute_());
  }

  std::function<asio::awaitable<T>()> compute_;
  std::optional<course::Future<T>> value_;
};
