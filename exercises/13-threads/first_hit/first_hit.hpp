#pragma once

#include <functional>
#include <optional>
#include <vector>

/// Tries candidates in several threads until one fits; blocks until all of
/// these threads have ended.
///
/// @param candidates  what to try; may be empty
/// @param fits        tries one candidate; may be called by several threads
///                    at the same time
/// @param threads     how many threads try, at least 1
/// @return a candidate that fits, or nothing
std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads);
