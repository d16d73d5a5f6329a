// variant: a timer that never expires, cancelled when the outcome is there
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
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
    if (!round_) {
      const auto executor = co_await asio::this_coro::executor;
      round_ = std::make_shared<Round>(executor);
      asio::co_spawn(executor, run(round_), asio::detached);
    }
    const auto round = round_;
    if (!round->over()) {
      co_await round->ended.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    if (!round->over()) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
    if (round->error) {
      std::rethrow_exception(round->error);
    }
    co_return *round->value;
  }

 private:
  struct Round {
    explicit Round(const asio::any_io_executor& executor)
        : ended(executor, asio::steady_timer::time_point::max()) {}
    bool over() const { return value || error; }
    asio::steady_timer ended;
    std::optional<T> value;
    std::exception_ptr error;
  };

  asio::awaitable<void> run(std::shared_ptr<Round> round) {
    try {
      round->value = co_await compute_();
    } catch (...) {
      round->error = std::current_exception();
      round_.reset();
    }
    round->ended.cancel();
  }

  std::function<asio::awaitable<T>()> compute_;
  std::shared_ptr<Round> round_;
};
