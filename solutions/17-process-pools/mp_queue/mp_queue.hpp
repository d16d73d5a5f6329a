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

/// A bounded queue that this process shares with the children that it forks
/// from now on. All of them may put and get.
///
/// @tparam T  trivially copyable, and without pointers
template <typename T>
  requires std::is_trivially_copyable_v<T>
class MpQueue {
 public:
  /// @param maxsize  most items in the queue, at least 1
  // BEGIN SOLUTION
  // STUB: explicit MpQueue(std::size_t maxsize) {}
  explicit MpQueue(std::size_t maxsize)
      : items_(maxsize), shared_(maxsize) {}
  // END SOLUTION

  /// Puts `item` at the end, as soon as there is a place.
  void put(const T& item) {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("mp_queue is not written yet");
    wait(shared_->free);
    {
      const std::lock_guard locked(shared_->mutex);
      const std::size_t place = shared_->first + shared_->count++;
      items_.with_lock(
          [&](std::span<T> items) { items[place % items.size()] = item; });
    }
    ::sem_post(&shared_->filled);
    // END SOLUTION
  }

  /// Takes the first item, as soon as there is one.
  /// @return nothing if the queue is closed and empty
  std::optional<T> get() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("mp_queue is not written yet");
    wait(shared_->filled);
    std::optional<T> item;
    {
      const std::lock_guard locked(shared_->mutex);
      if (shared_->count == 0) {
        ::sem_post(&shared_->filled);  // closed: the next one, too
        return std::nullopt;
      }
      const std::size_t place = shared_->first++;
      --shared_->count;
      items_.with_lock(
          [&](std::span<T> items) { item = items[place % items.size()]; });
    }
    ::sem_post(&shared_->free);
    return item;
    // END SOLUTION
  }

  /// Says that nothing more will be put.
  void close() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("mp_queue is not written yet");
    ::sem_post(&shared_->filled);  // one more than there are items
    // END SOLUTION
  }
  // BEGIN SOLUTION

 private:
  struct State {
    explicit State(std::size_t maxsize) {
      ::sem_init(&free, 1, static_cast<unsigned>(maxsize));
      ::sem_init(&filled, 1, 0);
    }
    sem_t free{};    ///< counts the free places
    sem_t filled{};  ///< counts the items; once closed, one more
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
  // END SOLUTION
};
