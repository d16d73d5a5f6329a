// check: Overlaps.FindsALifeInsideAnother
// diagnosis: inside-missed
// Asks whether the end of one lies in the other.
#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i + 1; j < lives.size(); ++j) {
      if (lives[j].begin < lives[i].end && lives[i].end <= lives[j].end) {
        pairs.emplace_back(lives[i].task, lives[j].task);
      }
    }
  }
  return pairs;
}
