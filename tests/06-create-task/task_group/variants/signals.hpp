// variant: plain co_spawn, a signal for each job, and a timer for the end
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <list>
#include <utility>

namespace asio = boost::asio;

class TaskGroup {
 public:
  explicit TaskGroup(const asio::any_io_executor& executor)
      : executor_(executor) {}

  void start(asio::awaitable<void> job) {
    ++running_;
    auto& signal = signals_.emplace_back();
    asio::co_spawn(
        executor_, run(std::move(job)),
        asio::bind_cancellation_slot(signal.slot(), asio::detached));
  }

  asio::awaitable<void> wait() {
    bool cancelled = false;
    while (running_ > 0) {
      const auto [error] =
          co_await ended_.async_wait(asio::as_tuple(asio::use_awaitable));
      const auto state = co_await asio::this_coro::cancellation_state;
      if (state.cancelled() != asio::cancellation_type::none) {
        cancelled = true;
        cancel_all();
        co_await asio::this_coro::reset_cancellation_state(
            asio::disable_cancellation());
      }
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
    if (cancelled) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }

 private:
  asio::awaitable<void> run(asio::awaitable<void> job) {
    try {
      co_await asio::post(asio::use_awaitable);
      co_await std::move(job);
    } catch (const boost::system::system_error& error) {
      if (error.code() != asio::error::operation_aborted && !error_) {
        error_ = std::current_exception();
        cancel_all();
      }
    } catch (...) {
      if (!error_) {
        error_ = std::current_exception();
        cancel_all();
      }
    }
    if (--running_ == 0) {
      ended_.cancel();
    }
  }

  void cancel_all() {
    for (auto& signal : signals_) {
      signal.emit(asio::cancellation_type::all);
    }
  }

  asio::any_io_executor executor_;
  asio::steady_timer ended_{executor_,
                            asio::steady_timer::time_point::max()};
  std::list<asio::cancellation_signal> signals_;
  std::exception_ptr error_;
  int running_ = 0;
};
