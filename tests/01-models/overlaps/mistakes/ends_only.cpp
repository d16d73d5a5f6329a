// check: Overlaps.TakesLivesInAnyOrder
// diagnosis: ends-only
// Asks whether one end of the second lies in the first.
#include <cstddef>

#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i + 1; j < lives.size(); ++j) {
      const auto& a = lives[i];
      const auto& b = lives[j];
      if ((a.begin <= b.begin && b.begin < a.end) ||
          (a.begin < b.end && b.end <= a.end)) {
        pairs.emplace_back(a.task, b.task);
      }
    }
  }
  return pairs;
}
