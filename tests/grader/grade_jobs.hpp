#pragma once
#include <cstddef>
#include <functional>

namespace grader {

/// Runs job(0) ... job(count - 1) on `workers` threads, in this order of
/// starting. done(i) is called in the calling thread as each one ends.
/// After an exception no further job starts; it is rethrown when those that
/// run have ended.
/// @param workers 0: as many as there are processors
void run_jobs(std::size_t count, int workers,
              const std::function<void(std::size_t)>& job,
              const std::function<void(std::size_t)>& done);

}  // namespace grader
