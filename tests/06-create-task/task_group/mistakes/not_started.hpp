// check: TaskGroup.StartsTheJobsAtOnce
// diagnosis: not-started
// Keeps the coroutine objects and gathers them in wait().
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <course/gather.hpp>
#include <course/task.hpp>
#include <exception>
#include <utility>
#include <vector>

namespace asio = boost::asio;

class TaskGroup {
 public:
  explicit TaskGroup(const asio::any_io_executor& executor)
      : executor_(executor) {}

  void start(asio::awaitable<void> job) { jobs_.push_back(std::move(job)); }

  asio::awaitable<void> wait() {
    co_await course::gather(std::exchange(jobs_, {}));
  }

 private:
  asio::any_io_executor executor_;
  std::vector<asio::awaitable<void>> jobs_;
};
