// check: Overlaps.LetsATaskFollowAnother
// diagnosis: touching-counts
// Takes an end and a beginning at the same moment for an overlap.
#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i + 1; j < lives.size(); ++j) {
      if (lives[i].begin <= lives[j].end &&
          lives[j].begin <= lives[i].end) {
        pairs.emplace_back(lives[i].task, lives[j].task);
      }
    }
  }
  return pairs;
}
