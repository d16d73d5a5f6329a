// check: Overlaps.TakesLivesInAnyOrder
// diagnosis: takes-order-for-time
// Asks only whether the second begins during the first.
#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i + 1; j < lives.size(); ++j) {
      if (lives[i].begin <= lives[j].begin &&
          lives[j].begin < lives[i].end) {
        pairs.emplace_back(lives[i].task, lives[j].task);
      }
    }
  }
  return pairs;
}
