// check: MpQueue.WaitsWhileItIsEmpty
// diagnosis: private-wait
// The items are shared, but std's mutex and condition wake only their own
// process.
#pragma once

#include <sys/mman.h>

#include <array>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <new>
#include <optional>

template <typename T>
class MpQueue {
 public:
  explicit MpQueue(std::size_t maxsize)
      : shared_(::new(::mmap(nullptr, sizeof(State), PROT_READ | PROT_WRITE,
                             MAP_SHARED | MAP_ANONYMOUS, -1, 0)) State) {
    shared_->maxsize = maxsize;
  }
  ~MpQueue() { ::munmap(shared_, sizeof(State)); }
  MpQueue(const MpQueue&) = delete;
  MpQueue& operator=(const MpQueue&) = delete;

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
    std::mutex mutex;
    std::condition_variable changed;
    std::size_t maxsize = 0;
    std::size_t first = 0;
    std::size_t count = 0;
    bool closed = false;
    std::array<T, 64> items{};
  };

  State* shared_;
};
