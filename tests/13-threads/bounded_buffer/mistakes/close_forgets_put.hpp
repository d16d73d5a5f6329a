// check: BoundedBuffer.CloseEndsEveryPut
// diagnosis: close-forgets-put
// Thinks of the consumers only.
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
      place_is_free_.wait(lock, [&] { return items_.size() < places_; });
      if (closed_) {
        return false;
      }
      items_.push_back(item);
    }
    item_is_there_.notify_one();
    return true;
  }

  std::optional<int> get() {
    std::optional<int> item;
    {
      std::unique_lock lock(mutex_);
      item_is_there_.wait(lock, [&] { return closed_ || !items_.empty(); });
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
    item_is_there_.notify_all();
  }

 private:
  const std::size_t places_;
  std::mutex mutex_;
  std::condition_variable item_is_there_, place_is_free_;
  std::deque<int> items_;
  bool closed_ = false;
};
