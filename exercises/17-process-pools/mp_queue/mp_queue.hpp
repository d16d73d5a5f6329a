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
  explicit MpQueue(std::size_t maxsize) {}

  /// Puts `item` at the end, as soon as there is a place.
  void put(const T& item) {
    throw std::logic_error("mp_queue is not written yet");
  }

  /// Takes the first item, as soon as there is one.
  /// @return nothing if the queue is closed and empty
  std::optional<T> get() {
    throw std::logic_error("mp_queue is not written yet");
  }

  /// Says that nothing more will be put.
  void close() {
    throw std::logic_error("mp_queue is not written yet");
  }
};
