/// @file
/// @brief Those who want to know when a task changes.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <unordered_map>

#include "task.hpp"

namespace task_server {

namespace asio = boost::asio;

/// Wakes the coroutines that watch a task. Changes that come while a
/// watcher is busy become one: it looks at the task, not at the change.
///
/// Threads: all calls on one thread.
class Watchers {
 public:
  /// One coroutine's view of one task.
  class Watch {
   public:
    Watch(const asio::any_io_executor& executor, Watchers& watchers,
          TaskId id);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// Waits until the task has changed since the last call, or until the
    /// time is over.
    /// @return false if it has not changed
    asio::awaitable<bool> changed(std::chrono::nanoseconds at_most);

   private:
    friend class Watchers;
    Watchers& watchers_;
    TaskId id_;
    bool changed_ = true;  ///< the first look is due at once
    asio::steady_timer timer_;
  };

  void notify(TaskId id);

  /// Wakes them all, whatever they watch.
  void notify_all();

 private:
  std::unordered_multimap<TaskId, Watch*> watches_;
};

}  // namespace task_server
