// check: FirstHit.IsRightAmongManyCandidates
// verdict: sanitizer
// preset: tsan
// A plain bool as the sign to stop: a data race.
#include <mutex>
#include <thread>

#include "first_hit.hpp"

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  bool found = false;
  std::mutex mutex;
  std::optional<int> hit;
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        for (std::size_t i = t; i < candidates.size() && !found;
             i += threads) {
          if (fits(candidates[i])) {
            const std::lock_guard lock(mutex);
            hit = candidates[i];
            found = true;
          }
        }
      });
    }
  }
  return hit;
}
