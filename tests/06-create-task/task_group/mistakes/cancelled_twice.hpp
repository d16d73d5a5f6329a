// check: TaskGroup.CancelsAJobOnce
// diagnosis: cancelled-twice
// Keeps the first failure; every failure cancels.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <course/task.hpp>
#include <exception>
#include <utility>
#include <vector>

namespace asio = boost::asio;

class TaskGroup {
 public:
  explicit TaskGroup(const asio::any_io_executor& executor)
      : executor_(executor) {}

  void start(asio::awaitable<void> job) {
    tasks_.push_back(
        course::create_task(executor_, watched(std::move(job))));
  }

  asio::awaitable<void> wait() {
    bool cancelled = false;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      const course::Task<void> task = tasks_[i];
      try {
        co_await task.wait();
      } catch (const boost::system::system_error&) {
        cancelled = true;
      }
      if (cancelled) {
        cancel_all();
        co_await asio::this_coro::reset_cancellation_state(
            asio::disable_cancellation());
        co_await task.wait();
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
  asio::awaitable<void> watched(asio::awaitable<void> job) {
    try {
      co_await std::move(job);
    } catch (const boost::system::system_error& error) {
      if (error.code() != asio::error::operation_aborted) {
        failed();
      }
    } catch (...) {
      failed();
    }
  }

  void failed() {
    if (!error_) {
      error_ = std::current_exception();
    }
    cancel_all();
  }

  void cancel_all() {
    for (auto& task : tasks_) {
      task.cancel();
    }
  }

  asio::any_io_executor executor_;
  std::vector<course::Task<void>> tasks_;
  std::exception_ptr error_;
};
