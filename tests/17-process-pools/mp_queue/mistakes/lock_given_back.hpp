// check: MpQueue.LetsNobodyComeBetweenInGet
// diagnosis: lock-given-back
// Never holds two locks at once: looks where the next item is, takes it,
// and says so.
#pragma once

#include <semaphore.h>

#include <cerrno>
#include <course/shared_memory.hpp>
#include <cstddef>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>

template <typename T>
  requires std::is_trivially_copyable_v<T>
class MpQueue {
 public:
  explicit MpQueue(std::size_t maxsize)
      : items_(maxsize), shared_(maxsize) {}

  void put(const T& item) {
    wait(shared_->free);
    {
      const std::lock_guard locked(shared_->mutex);
      const std::size_t place = shared_->first + shared_->count++;
      items_.with_lock(
          [&](std::span<T> items) { items[place % items.size()] = item; });
    }
    ::sem_post(&shared_->filled);
  }

  std::optional<T> get() {
    wait(shared_->filled);
    std::size_t place = 0;
    {
      const std::lock_guard locked(shared_->mutex);
      if (shared_->count == 0) {
        ::sem_post(&shared_->filled);  // closed: the next one, too
        return std::nullopt;
      }
      place = shared_->first;
    }
    const T item = items_.with_lock(
        [&](std::span<T> items) { return items[place % items.size()]; });
    {
      const std::lock_guard locked(shared_->mutex);
      ++shared_->first;
      --shared_->count;
    }
    ::sem_post(&shared_->free);
    return item;
  }

  void close() {
    ::sem_post(&shared_->filled);  // one more than there are items
  }

 private:
  struct State {
    explicit State(std::size_t maxsize) {
      ::sem_init(&free, 1, static_cast<unsigned>(maxsize));
      ::sem_init(&filled, 1, 0);
    }
    sem_t free{};
    sem_t filled{};
    course::SharedMutex mutex;
    std::size_t first = 0;
    std::size_t count = 0;
  };

  static void wait(sem_t& semaphore) {
    while (::sem_wait(&semaphore) != 0 && errno == EINTR) {
    }
  }

  course::SharedArray<T> items_;
  course::SharedMemory<State> shared_;
};
