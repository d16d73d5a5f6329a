#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

/// The lifetime of one task: from its first exec to its end. It has a
/// length: `begin < end`.
struct Life {
  std::string task;
  std::chrono::milliseconds begin, end;
};

/// The names of two tasks.
using Pair = std::pair<std::string, std::string>;

/// Which tasks were concurrent: the pairs whose lifetimes overlap.
///
/// @param lives  one lifetime for each task, in any order; names differ
/// @return each such pair once; in a pair, and among the pairs, tasks stand
///         in the order of `lives`
std::vector<Pair> overlaps(const std::vector<Life>& lives);
