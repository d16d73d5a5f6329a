// check: FirstHit.EndsWithTheHit
// diagnosis: searches-on
// Who finds the candidate stops, and tells nobody.
#include <mutex>
#include <thread>

#include "first_hit.hpp"

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  std::mutex mutex;
  std::optional<int> hit;
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        for (std::size_t i = t; i < candidates.size(); i += threads) {
          if (fits(candidates[i])) {
            const std::lock_guard lock(mutex);
            hit = candidates[i];
          }
        }
      });
    }
  }
  return hit;
}
