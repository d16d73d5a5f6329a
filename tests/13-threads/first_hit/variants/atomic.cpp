// variant: an atomic index hands out the candidates, and its end is the
// sign to stop
#include <atomic>
#include <future>

#include "first_hit.hpp"

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&]() -> std::optional<int> {
    for (std::size_t i = next++; i < candidates.size(); i = next++) {
      if (fits(candidates[i])) {
        next = candidates.size();
        return candidates[i];
      }
    }
    return std::nullopt;
  };
  std::vector<std::future<std::optional<int>>> results;
  for (int t = 0; t < threads; ++t) {
    results.push_back(std::async(std::launch::async, work));
  }
  std::optional<int> hit;
  for (auto& result : results) {
    if (const auto mine = result.get()) {
      hit = mine;
    }
  }
  return hit;
}
