// check: TaskGroup.CancelsTheOthersWhenOneFails
// diagnosis: cancellation-thrown
// Cancels in time, and throws the exception of the first job in the list.
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
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      const course::Task<void> task = tasks_[i];
      co_await task.wait();
    }
    for (const auto& task : tasks_) {
      if (task.exception()) {
        std::rethrow_exception(task.exception());
      }
    }
  }

 private:
  asio::awaitable<void> watched(asio::awaitable<void> job) {
    try {
      co_await std::move(job);
    } catch (...) {
      cancel_all();
      throw;
    }
  }

  void cancel_all() {
    for (auto& task : tasks_) {
      task.cancel();
    }
  }

  asio::any_io_executor executor_;
  std::vector<course::Task<void>> tasks_;
};
