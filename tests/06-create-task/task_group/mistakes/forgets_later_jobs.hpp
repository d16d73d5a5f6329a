// check: TaskGroup.WaitsForFurtherJobs
// diagnosis: forgets-later-jobs
// Waits for a copy of the list.
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
    const auto tasks = tasks_;
    for (const auto& task : tasks) {
      co_await task.wait();
    }
    if (error_) {
      std::rethrow_exception(error_);
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
      cancel_all();
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
};
