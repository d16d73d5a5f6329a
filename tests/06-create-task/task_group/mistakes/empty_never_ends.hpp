// check: TaskGroup.WaitsForAllJobs
// diagnosis: empty-never-ends
// A countdown whose last job sets a future.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
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
        course::create_task(executor_, counted(std::move(job))));
  }

  asio::awaitable<void> wait() {
    co_await ended_.wait();
    if (error_) {
      std::rethrow_exception(error_);
    }
  }

 private:
  asio::awaitable<void> counted(asio::awaitable<void> job) {
    try {
      co_await std::move(job);
    } catch (...) {
      error_ = std::current_exception();
    }
    if (--running_ == 0) {
      ended_.set_result();
    }
  }

  asio::any_io_executor executor_;
  std::vector<course::Task<void>> tasks_;
  std::exception_ptr error_;

  int running_ = 0;
  course::Future<void> ended_{executor_};
};
