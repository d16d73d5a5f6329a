#pragma once

#include <unistd.h>

#include <utility>

namespace grader {

/// A file descriptor that is closed with its object.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept
      : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor() { close(); }
  void close() {
    if (value_ >= 0)
      ::close(value_);
    value_ = -1;
  }
  int get() const { return value_; }

 private:
  int value_ = -1;
};

}  // namespace grader
