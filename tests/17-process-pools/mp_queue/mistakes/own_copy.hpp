// check: MpQueue.BringsAnItemToAnotherProcess
// diagnosis: own-copy
// The queue of a program with threads.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

template <typename T>
class MpQueue {
 public:
  explicit MpQueue(std::size_t maxsize) : maxsize_(maxsize) {}

  void put(const T& item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.size() < maxsize_; });
    items_.push_back(item);
    changed_.notify_all();
  }

  std::optional<T> get() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || !items_.empty(); });
    if (items_.empty()) {
      return std::nullopt;
    }
    const T item = items_.front();
    items_.pop_front();
    changed_.notify_all();
    return item;
  }

  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::size_t maxsize_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  bool closed_ = false;
};
