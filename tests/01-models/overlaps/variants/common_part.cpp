// variant: the length of what two lives have in common
#include <algorithm>
#include <iterator>

#include "overlaps.hpp"

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Pair> pairs;
  for (auto a = lives.begin(); a != lives.end(); ++a) {
    std::for_each(std::next(a), lives.end(), [&](const Life& b) {
      const auto common =
          std::min(a->end, b.end) - std::max(a->begin, b.begin);
      if (common.count() > 0) {
        pairs.emplace_back(a->task, b.task);
      }
    });
  }
  return pairs;
}
