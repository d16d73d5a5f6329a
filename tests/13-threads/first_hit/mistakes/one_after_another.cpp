// check: FirstHit.TriesInAllThreads
// diagnosis: one-after-another
// Declares the thread inside the loop, where it is joined.
#include <atomic>
#include <thread>

#include "first_hit.hpp"

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  std::atomic<bool> found = false;
  std::optional<int> hit;
  for (int t = 0; t < threads; ++t) {
    std::jthread worker([&] {
      for (std::size_t i = t; i < candidates.size() && !found;
           i += threads) {
        if (fits(candidates[i])) {
          hit = candidates[i];
          found = true;
        }
      }
    });
  }
  return hit;
}
