// A lock for everybody: what a global interpreter lock does.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

//! [threads-gil]
/// A thread computes only while it holds this. First come, first served.
class Gil {
 public:
  void acquire() {
    std::unique_lock lock(mutex_);
    const auto ticket = next_++;
    called_.wait(lock, [&] { return serving_ == ticket; });
  }

  void release() {
    const std::lock_guard lock(mutex_);
    ++serving_;
    called_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable called_;
  unsigned next_ = 0;
  unsigned serving_ = 0;
};
//! [threads-gil]
