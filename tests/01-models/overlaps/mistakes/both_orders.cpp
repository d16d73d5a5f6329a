// check: Overlaps.FindsThePairThatSharesTime
// diagnosis: pairs-named-twice
// Compares every task with every other, in both directions.
#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = 0; j < lives.size(); ++j) {
      if (i != j && lives[i].begin < lives[j].end &&
          lives[j].begin < lives[i].end) {
        pairs.emplace_back(lives[i].task, lives[j].task);
      }
    }
  }
  return pairs;
}
