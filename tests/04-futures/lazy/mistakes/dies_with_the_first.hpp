// check: Lazy.GoesOnWithoutTheFirst
// diagnosis: dies-with-the-first
// The first caller computes, the others wait for its future.
#pragma once

#include <boost/asio/awaitable.hpp>
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
    if (value_) {
      const course::Future<T> value = *value_;
      co_await value.wait();
      co_return co_await value.get();
    }
    course::Future<T> value(co_await asio::this_coro::executor);
    value_ = value;
    try {
      value.set_result(co_await compute_());
    } catch (...) {
      value_.reset();
      value.set_exception(std::current_exception());
    }
    co_return co_await value.get();
  }

 private:
  std::function<asio::awaitable<T>()> compute_;
  std::optional<course::Future<T>> value_;
};
