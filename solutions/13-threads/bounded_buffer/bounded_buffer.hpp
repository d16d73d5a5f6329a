#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>

/// A buffer between threads, with a limited number of places. Every
/// function may be called by any thread at any time.
class BoundedBuffer {
 public:
  /// @param places  how many items there is room for, at least 1
  // BEGIN SOLUTION
  // STUB: explicit BoundedBuffer(std::size_t places) {}
  explicit BoundedBuffer(std::size_t places) : places_(places) {}
  // END SOLUTION

  /// Adds `item` behind the others; blocks while no place is free.
  ///
  /// @return false if the buffer is closed: the item was not added
  bool put(int item) {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("bounded_buffer is not written yet");
    {
      std::unique_lock lock(mutex_);
      place_is_free_.wait(
          lock, [&] { return closed_ || items_.size() < places_; });
      if (closed_) {
        return false;
      }
      items_.push_back(item);
    }
    item_is_there_.notify_one();
    return true;
    // END SOLUTION
  }

  /// Takes the item that has been there longest; blocks while there is
  /// none.
  ///
  /// @return nothing if the buffer is closed and empty
  std::optional<int> get() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("bounded_buffer is not written yet");
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
    // END SOLUTION
  }

  /// Ends all waits: nothing is added any more, what is there may be taken.
  void close() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("bounded_buffer is not written yet");
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    item_is_there_.notify_all();
    place_is_free_.notify_all();
    // END SOLUTION
  }

 private:
  // BEGIN SOLUTION
  // STUB: // What is shared, what protects it, and what is waited for?
  const std::size_t places_;
  std::mutex mutex_;
  std::condition_variable item_is_there_, place_is_free_;
  std::deque<int> items_;
  bool closed_ = false;
  // END SOLUTION
};
