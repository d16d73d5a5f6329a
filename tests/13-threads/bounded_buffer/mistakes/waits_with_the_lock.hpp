// check: BoundedBuffer.GetWaitsForAnItem
// diagnosis: waits-with-the-lock
// Counts the items in a semaphore, and waits for it under the mutex.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <semaphore>

class BoundedBuffer {
 public:
  explicit BoundedBuffer(std::size_t places) : places_(places) {}

  bool put(int item) {
    {
      std::unique_lock lock(mutex_);
      place_is_free_.wait(
          lock, [&] { return closed_ || items_.size() < places_; });
      if (closed_) {
        return false;
      }
      items_.push_back(item);
    }
    available_.release();
    return true;
  }

  std::optional<int> get() {
    std::optional<int> item;
    {
      std::unique_lock lock(mutex_);
      available_.acquire();
      if (items_.empty()) {
        return std::nullopt;
      }
      item = items_.front();
      items_.pop_front();
    }
    place_is_free_.notify_one();
    return item;
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    available_.release(1000);
    place_is_free_.notify_all();
  }

 private:
  const std::size_t places_;
  std::mutex mutex_;
  std::condition_variable place_is_free_;
  std::counting_semaphore<> available_{0};
  std::deque<int> items_;
  bool closed_ = false;
};
