#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "interval.hpp"

namespace course {

/// How a set of tasks was executed (002, 1.1). The document's sixth model,
/// distributed, cannot be told from the intervals.
enum class Model {
  sequential,
  asynchronous,             ///< some task waits, but never beside another
  concurrent,               ///< tasks take turns, but none ever waits
  asynchronous_concurrent,  ///< tasks wait and others live meanwhile
  parallel,                 ///< two tasks run at the same instant
};

/// The model in words, as verdicts and figures show it.
constexpr std::string_view to_string(Model model) {
  switch (model) {
    case Model::sequential:
      return "sequential";
    case Model::asynchronous:
      return "asynchronous, not concurrent";
    case Model::concurrent:
      return "concurrent, not asynchronous";
    case Model::asynchronous_concurrent:
      return "asynchronous and concurrent";
    case Model::parallel:
      return "parallel";
  }
  return "unknown";
}

/// A stretch of time, `begin <= end`.
struct Span {
  std::chrono::nanoseconds begin, end;
};

/// Whether two spans share more than an end point. An empty span (all of a
/// computation, in virtual time) overlaps a span that it lies inside of;
/// two empty spans never overlap: even at the same instant, one thread ran
/// one after the other.
constexpr bool overlap(const Span& a, const Span& b) {
  return a.begin < b.end && b.begin < a.end;
}

/// From the first exec of each task to the last moment known of it. A task
/// that never ran has no lifetime.
inline std::map<std::string, Span> lifetimes(
    const std::vector<Interval>& intervals) {
  std::map<std::string, Span> lives;
  for (const auto& interval : intervals) {
    if (interval.kind != Kind::exec)
      continue;
    auto [life, first] = lives.try_emplace(
        interval.task, Span{interval.begin, interval.end});
    life->second.begin = std::min(life->second.begin, interval.begin);
  }
  for (const auto& interval : intervals)
    if (auto life = lives.find(interval.task); life != lives.end())
      life->second.end = std::max(life->second.end, interval.end);
  return lives;
}

namespace detail {

inline bool some_wait(const std::vector<Interval>& intervals) {
  return std::ranges::any_of(intervals, [](const Interval& interval) {
    return interval.kind == Kind::wait && interval.begin < interval.end;
  });
}

inline bool some_lifetimes_overlap(const std::vector<Interval>& intervals) {
  const auto lives = lifetimes(intervals);
  for (auto a = lives.begin(); a != lives.end(); ++a)
    for (auto b = std::next(a); b != lives.end(); ++b)
      if (overlap(a->second, b->second))
        return true;
  return false;
}

/// Two exec intervals of different tasks that share time of positive
/// length: an instant is not enough, at an instant one thread can end one
/// task and begin another.
inline bool some_exec_overlap(std::vector<Interval> intervals) {
  std::erase_if(intervals, [](const Interval& interval) {
    return interval.kind != Kind::exec || interval.begin == interval.end;
  });
  std::ranges::sort(intervals, {}, &Interval::begin);
  for (auto a = intervals.begin(); a != intervals.end(); ++a)
    for (auto b = std::next(a); b != intervals.end() && b->begin < a->end;
         ++b)
      if (a->task != b->task)
        return true;
  return false;
}

}  // namespace detail

/// The model that the tasks of a trace were executed in:
///
/// - parallel: two exec intervals of different tasks overlap;
/// - concurrent: two lifetimes overlap;
/// - asynchronous: some wait is not empty;
/// - sequential: none of these.
///
/// Trace the tasks that are to be compared, not the one that only awaits
/// them: its lifetime encloses theirs.
// [models-classify]
inline Model classify(const std::vector<Interval>& intervals) {
  if (detail::some_exec_overlap(intervals))
    return Model::parallel;
  const bool asynchronous = detail::some_wait(intervals);
  if (detail::some_lifetimes_overlap(intervals))
    return asynchronous ? Model::asynchronous_concurrent
                        : Model::concurrent;
  return asynchronous ? Model::asynchronous : Model::sequential;
}
// [models-classify]

}  // namespace course
