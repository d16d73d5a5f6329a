// check: Overlaps.TakesLivesInAnyOrder
// diagnosis: order-of-the-list
// The outer loop runs over the second task of the pairs.
#include <cstddef>

#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (lives[i].begin < lives[j].end && lives[j].begin < lives[i].end) {
        pairs.emplace_back(lives[j].task, lives[i].task);
      }
    }
  }
  return pairs;
}
