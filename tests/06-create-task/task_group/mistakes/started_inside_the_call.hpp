// check: TaskGroup.StartsTheJobsAtOnce
// diagnosis: started-inside-the-call
// co_spawn starts the job at once.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
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
    course::Future<void> ended(executor_);
    ends_.push_back(ended);
    asio::co_spawn(executor_, std::move(job),
                   [this, ended](std::exception_ptr error) mutable {
                     if (error && !error_) {
                       error_ = error;
                     }
                     ended.set_result();
                   });
  }

  asio::awaitable<void> wait() {
    for (std::size_t i = 0; i < ends_.size(); ++i) {
      co_await ends_[i].wait();
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
  }

 private:
  asio::any_io_executor executor_;
  std::vector<course::Future<void>> ends_;
  std::exception_ptr error_;
};
