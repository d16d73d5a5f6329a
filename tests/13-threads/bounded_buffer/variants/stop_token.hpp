// variant: a std::stop_source is the sign for closed, and ends the waits
// itself
#pragma once

#include <condition_variable>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <stop_token>

class BoundedBuffer {
 public:
  explicit BoundedBuffer(std::size_t places) : free_(places) {}

  bool put(int item) {
    std::unique_lock lock(mutex_);
    const auto stop = closed_.get_token();
    changed_.wait(lock, stop, [&] { return free_ > 0; });
    if (stop.stop_requested()) {
      return false;
    }
    --free_;
    items_.push_back(item);
    changed_.notify_all();
    return true;
  }

  std::optional<int> get() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, closed_.get_token(),
                  [&] { return !items_.empty(); });
    if (items_.empty()) {
      return std::nullopt;
    }
    const int item = items_.front();
    items_.pop_front();
    ++free_;
    changed_.notify_all();
    return item;
  }

  void close() {
    const std::lock_guard lock(closing_);
    closed_.request_stop();
  }

 private:
  std::mutex mutex_, closing_;
  std::condition_variable_any changed_;
  std::stop_source closed_;
  std::list<int> items_;
  std::size_t free_;
};
