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
  explicit BoundedBuffer(std::size_t places) {}

  /// Adds `item` behind the others; blocks while no place is free.
  ///
  /// @return false if the buffer is closed: the item was not added
  bool put(int item) {
    throw std::logic_error("bounded_buffer is not written yet");
  }

  /// Takes the item that has been there longest; blocks while there is
  /// none.
  ///
  /// @return nothing if the buffer is closed and empty
  std::optional<int> get() {
    throw std::logic_error("bounded_buffer is not written yet");
  }

  /// Ends all waits: nothing is added any more, what is there may be taken.
  void close() {
    throw std::logic_error("bounded_buffer is not written yet");
  }

 private:
  // What is shared, what protects it, and what is waited for?
};
