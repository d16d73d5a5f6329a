#pragma once

#include <functional>
#include <vector>

/// What becomes of the counter: from its value to the new one.
using Change = std::function<long(long)>;

/// Replaces the counter by change(counter), in one step, and returns its
/// new value.
using Count = std::function<long(const Change& change)>;

/// What a child process does. It counts whatever and whenever it wants.
using Job = std::function<void(const Count& count)>;

/// Runs each job in a child process of its own, all at the same time. They
/// share one counter, which begins at 0.
///
/// A job that throws, or whose process is killed, ends; what it has counted
/// counts, and the others go on.
///
/// @param jobs  one for each child; there may be none
/// @return the counter when every child has ended; no child is left
long shared_counter(const std::vector<Job>& jobs);
