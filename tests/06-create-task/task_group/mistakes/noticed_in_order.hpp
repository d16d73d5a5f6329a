// check: TaskGroup.CancelsTheOthersWhenOneFails
// diagnosis: noticed-in-order
// Awaits one task after the other and cancels the rest at the first
// exception.
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
    tasks_.push_back(course::create_task(executor_, std::move(job)));
  }

  asio::awaitable<void> wait() {
    std::exception_ptr error;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {
      const course::Task<void> task = tasks_[i];
      try {
        co_await task.get();
      } catch (...) {
        if (!error) {
          error = std::current_exception();
        }
      }
      if (error) {
        for (auto& other : tasks_) {
          other.cancel();
        }
      }
    }
    if (error) {
      std::rethrow_exception(error);
    }
  }

 private:
  asio::any_io_executor executor_;
  std::vector<course::Task<void>> tasks_;
};
