// check: TaskGroup.WaitsForTheCleanUp
// diagnosis: does-not-wait-for-the-others
// Waits for the first failure or the last end.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <course/future.hpp>
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
    ++running_;
    tasks_.push_back(
        course::create_task(executor_, watched(std::move(job))));
  }

  asio::awaitable<void> wait() {
    while (running_ > 0 && !error_) {
      co_await ended_.wait();
      ended_ = course::Future<void>(executor_);
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
  }

 private:
  asio::awaitable<void> watched(asio::awaitable<void> job) {
    try {
      co_await std::move(job);
    } catch (...) {
      if (!error_) {
        error_ = std::current_exception();
        cancel_all();
      }
    }
    --running_;
    if (!ended_.done()) {
      ended_.set_result();
    }
  }

  void cancel_all() {
    for (auto& task : tasks_) {
      task.cancel();
    }
  }

  asio::any_io_executor executor_;
  std::vector<course::Task<void>> tasks_;
  std::exception_ptr error_;

  int running_ = 0;
  course::Future<void> ended_{executor_};
};
