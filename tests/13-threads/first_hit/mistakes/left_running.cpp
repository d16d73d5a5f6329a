// check: FirstHit.LeavesNoThreadBehind
// diagnosis: left-running
// Returns with the hit; the detached threads end soon, but later.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "first_hit.hpp"

namespace {

struct Search {
  std::mutex mutex;
  std::condition_variable changed;
  std::optional<int> hit;
  int running = 0;
};

}  // namespace

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  const auto search = std::make_shared<Search>();
  search->running = threads;
  for (int t = 0; t < threads; ++t) {
    std::thread([search, t, threads, candidates, fits] {
      std::unique_lock lock(search->mutex);
      for (std::size_t i = t; i < candidates.size() && !search->hit;
           i += threads) {
        lock.unlock();
        const bool found = fits(candidates[i]);
        lock.lock();
        if (found) {
          search->hit = candidates[i];
        }
      }
      --search->running;
      search->changed.notify_one();
    }).detach();
  }
  std::unique_lock lock(search->mutex);
  search->changed.wait(lock,
                       [&] { return search->hit || search->running == 0; });
  return search->hit;
}
