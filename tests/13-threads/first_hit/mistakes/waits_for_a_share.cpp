// check: FirstHit.EndsWithTheHit
// diagnosis: searches-on
// like: searches_on
// Asks before a share and not before each candidate.
#include <mutex>
#include <stop_token>
#include <thread>

#include "first_hit.hpp"

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  std::stop_source found;
  std::mutex mutex;
  std::optional<int> hit;
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        if (found.stop_requested()) {
          return;
        }
        for (std::size_t i = t; i < candidates.size(); i += threads) {
          if (fits(candidates[i])) {
            const std::lock_guard lock(mutex);
            hit = candidates[i];
            found.request_stop();
            return;
          }
        }
      });
    }
  }
  return hit;
}
