// check: Overlaps.TakesLivesInAnyOrder
// diagnosis: stops-at-a-gap
// Leaves the inner loop at the first that does not overlap.
#include <cstddef>

#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i + 1; j < lives.size(); ++j) {
      const auto& a = lives[i];
      const auto& b = lives[j];
      if (b.end <= a.begin || a.end <= b.begin) {
        break;
      }
      pairs.emplace_back(a.task, b.task);
    }
  }
  return pairs;
}
