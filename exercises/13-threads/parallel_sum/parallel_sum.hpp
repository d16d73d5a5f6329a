#pragma once

#include <functional>
#include <vector>

/// Adds up what the articles are worth; blocks until that is done.
///
/// @param articles  what is in stock; may be empty
/// @param value_of  computes the value of one article; may be called by
///                  several threads at the same time
/// @param threads   how many threads compute, at least 1
/// @return the sum of all values, 0 without articles
/// @throws what `value_of` throws, after the last thread has ended
long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads);
