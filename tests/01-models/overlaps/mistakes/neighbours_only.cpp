// check: Overlaps.FindsALifeInsideAnother
// diagnosis: neighbours-only
// Compares each task with the next one only.
#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i + 1; j < lives.size(); ++j) {
      if (j == i + 1 && lives[i].begin < lives[j].end &&
          lives[j].begin < lives[i].end) {
        pairs.emplace_back(lives[i].task, lives[j].task);
      }
    }
  }
  return pairs;
}
