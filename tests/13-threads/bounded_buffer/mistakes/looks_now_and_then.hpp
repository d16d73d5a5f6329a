// check: BoundedBuffer.GetWaitsForAnItem
// diagnosis: looks-now-and-then
// Sleeps for a millisecond between two looks.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

class BoundedBuffer {
 public:
  explicit BoundedBuffer(std::size_t places) : places_(places) {}

  bool put(int item) {
    {
      std::unique_lock lock(mutex_);
      while (!closed_ && items_.size() >= places_) {
        lock.unlock();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        lock.lock();
      }
      if (closed_) {
        return false;
      }
      items_.push_back(item);
    }
    return true;
  }

  std::optional<int> get() {
    std::optional<int> item;
    {
      std::unique_lock lock(mutex_);
      while (!closed_ && items_.empty()) {
        lock.unlock();
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        lock.lock();
      }
      if (items_.empty()) {
        return std::nullopt;
      }
      item = items_.front();
      items_.pop_front();
    }
    return item;
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
  }

 private:
  const std::size_t places_;
  std::mutex mutex_;
  std::deque<int> items_;
  bool closed_ = false;
};
