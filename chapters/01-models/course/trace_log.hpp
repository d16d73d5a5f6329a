#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

#include "interval.hpp"

namespace course::detail {

/// The intervals of one trace and the clock they are measured on.
/// Shared by the trace and its executors, because handlers that hold an
/// executor may outlive the trace. All functions may be called from any
/// thread.
class TraceLog {
 public:
  std::chrono::nanoseconds now() const {
    return std::chrono::steady_clock::now() - start_;
  }

  /// Adds an interval and returns its place, for extend().
  std::size_t add(Interval interval) {
    std::lock_guard lock(mutex_);
    intervals_.push_back(std::move(interval));
    return intervals_.size() - 1;
  }

  void extend(std::size_t place, std::chrono::nanoseconds end) {
    std::lock_guard lock(mutex_);
    intervals_[place].end = end;
  }

  /// All intervals so far, by the time they begin; equal beginnings stay
  /// in the order in which they were recorded.
  std::vector<Interval> intervals() const {
    std::lock_guard lock(mutex_);
    std::vector<Interval> sorted;
    sorted.reserve(intervals_.size());
    // Most are recorded in order, so the place is near the end.
    for (const auto& interval : intervals_)
      sorted.insert(std::ranges::upper_bound(sorted, interval.begin, {},
                                             &Interval::begin),
                    interval);
    return sorted;
  }

 private:
  const std::chrono::steady_clock::time_point start_ =
      std::chrono::steady_clock::now();
  mutable std::mutex mutex_;
  std::vector<Interval> intervals_;
};

}  // namespace course::detail
