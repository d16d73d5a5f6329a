// check: FirstHit.FindsTheHit
// diagnosis: hit-overwritten
// Each thread stores what it has found, also nothing.
#include <atomic>
#include <mutex>
#include <thread>

#include "first_hit.hpp"

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  std::atomic<bool> found = false;
  std::mutex mutex;
  std::optional<int> hit;
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        std::optional<int> mine;
        for (std::size_t i = t; i < candidates.size() && !found;
             i += threads) {
          if (fits(candidates[i])) {
            mine = candidates[i];
            found = true;
          }
        }
        const std::lock_guard lock(mutex);
        hit = mine;
      });
    }
  }
  return hit;
}
