// variant: one condition variable for everything, all are woken and look
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

class BoundedBuffer {
 public:
  explicit BoundedBuffer(std::size_t places) : places_(places) {}

  bool put(int item) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock,
                    [&] { return closed_ || items_.size() < places_; });
      if (closed_) {
        return false;
      }
      items_.push_back(item);
    }
    changed_.notify_all();
    return true;
  }

  std::optional<int> get() {
    std::optional<int> item;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closed_ || !items_.empty(); });
      if (items_.empty()) {
        return std::nullopt;
      }
      item = items_.front();
      items_.pop_front();
    }
    changed_.notify_all();
    return item;
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    changed_.notify_all();
  }

 private:
  const std::size_t places_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<int> items_;
  bool closed_ = false;
};
