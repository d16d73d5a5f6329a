// check: MpQueue.WaitsWhileItIsEmpty
// diagnosis: private-wait
// The items are shared, but std's mutex and condition wake only their own
// process.
#pragma once

#include <array>
#include <condition_variable>
#include <course/shared_memory.hpp>
#include <cstddef>
#include <mutex>
#include <optional>

template <typename T>
class MpQueue {
 public:
  explicit MpQueue(std::size_t maxsize) : shared_(0, maxsize) {}

  void put(const T& item) {
    std::unique_lock lock(shared_->mutex);
    shared_->changed.wait(
        lock, [&] { return shared_->count < shared_->maxsize; });
    const std::size_t place = shared_->first + shared_->count++;
    shared_->items[place % shared_->maxsize] = item;
    shared_->changed.notify_all();
  }

  std::optional<T> get() {
    std::unique_lock lock(shared_->mutex);
    shared_->changed.wait(
        lock, [&] { return shared_->closed || shared_->count > 0; });
    if (shared_->count == 0) {
      return std::nullopt;
    }
    --shared_->count;
    const T item = shared_->items[shared_->first++ % shared_->maxsize];
    shared_->changed.notify_all();
    return item;
  }

  void close() {
    const std::lock_guard lock(shared_->mutex);
    shared_->closed = true;
    shared_->changed.notify_all();
  }

 private:
  struct State {
    explicit State(std::size_t most) : maxsize(most) {}
    // A union: its mutex and condition are never destroyed.
    union {
      std::mutex mutex{};
    };
    union {
      std::condition_variable changed{};
    };
    std::size_t maxsize;
    std::size_t first = 0;
    std::size_t count = 0;
    bool closed = false;
    std::array<T, 64> items{};
  };

  course::SharedMemory<State> shared_;
};
