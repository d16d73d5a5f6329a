// check: Lazy.TriesAgainAtOnce
// diagnosis: new-one-forgotten
// Whoever hears of the failure clears the way for the next.
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
    if (value.exception()) {
      value_.reset();
    }
    co_return co_await value.get();
  }

 private:
  asio::awaitable<void> run(course::Future<T> value) {
    try {
      value.set_result(co_await compute_());
    } catch (...) {
      value.set_exception(std::current_exception());
    }
  }

  std::function<asio::awaitable<T>()> compute_;
  std::optional<course::Future<T>> value_;
};
