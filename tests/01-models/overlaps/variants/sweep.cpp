// variant: a walk along the time axis, with the set of those alive
#include <algorithm>
#include <set>
#include <tuple>

#include "overlaps.hpp"

namespace {

struct Event {
  std::chrono::milliseconds at;
  bool begins;
  std::size_t place;

  // At the same moment, ends come before beginnings.
  bool operator<(const Event& other) const {
    return std::tie(at, begins) < std::tie(other.at, other.begins);
  }
};

}  // namespace

std::vector<Pair> overlaps(const std::vector<Life>& lives) {
  std::vector<Event> events;
  for (std::size_t i = 0; i < lives.size(); ++i) {
    events.push_back({lives[i].begin, true, i});
    events.push_back({lives[i].end, false, i});
  }
  std::sort(events.begin(), events.end());
  std::set<std::size_t> alive;
  std::set<std::pair<std::size_t, std::size_t>> found;
  for (const Event& event : events) {
    if (!event.begins) {
      alive.erase(event.place);
      continue;
    }
    for (const std::size_t other : alive) {
      found.insert(std::minmax(other, event.place));
    }
    alive.insert(event.place);
  }
  std::vector<Pair> pairs;
  for (const auto& [a, b] : found) {
    pairs.emplace_back(lives[a].task, lives[b].task);
  }
  return pairs;
}
