#include "overlaps.hpp"

#include <cstddef>
#include <stdexcept>

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  // BEGIN SOLUTION
  // STUB: // Name each pair of tasks whose lifetimes overlap.
  // STUB: throw std::logic_error("overlaps is not written yet");
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    for (std::size_t j = i + 1; j < lives.size(); ++j) {
      if (lives[i].begin < lives[j].end && lives[j].begin < lives[i].end) {
        pairs.emplace_back(lives[i].task, lives[j].task);
      }
    }
  }
  return pairs;
  // END SOLUTION
}
