// check: Overlaps.FindsThePairThatSharesTime
// diagnosis: with-itself
// The inner loop begins where the outer one stands.
#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i; j < lives.size(); ++j) {
      if (lives[i].begin < lives[j].end && lives[j].begin < lives[i].end) {
        pairs.emplace_back(lives[i].task, lives[j].task);
      }
    }
  }
  return pairs;
}
