#include <string>
#include <vector>

#include "check.hpp"
#include "overlaps.hpp"

namespace {

using namespace course::testing;

using Pairs = std::vector<Pair>;

std::string told(const Pairs& pairs) {
  std::vector<std::string> texts;
  texts.reserve(pairs.size());
  for (const auto& [a, b] : pairs) {
    texts.push_back(fmt::format("({}, {})", a, b));
  }
  return texts.empty() ? "no pair" : listed(texts);
}

/// Calls overlaps and tells what it was given.
Pairs found(const std::vector<Life>& lives) {
  for (const auto& [task, begin, end] : lives) {
    step("{} lives from {} to {}", task, begin, end);
  }
  return overlaps(lives);
}

}  // namespace

CO_TEST(Overlaps, FindsThePairThatSharesTime) {
  const Pairs pairs =
      found({{"A", 0ms, 30ms}, {"B", 20ms, 40ms}, {"C", 50ms, 60ms}});
  expect(pairs == Pairs{{"A", "B"}},
         expected("A and B share 20 to 30 ms, and C lives alone: (A, B)"),
         seen("overlaps returned {}", told(pairs)),
         means("pairs-named-twice", pairs == Pairs{{"A", "B"}, {"B", "A"}}),
         means("with-itself",
               !pairs.empty() && pairs.front() == Pair{"A", "A"}));
  co_return;
}

CO_TEST(Overlaps, LetsATaskFollowAnother) {
  const Pairs pairs =
      found({{"A", 0ms, 30ms}, {"B", 30ms, 40ms}, {"C", 40ms, 60ms}});
  expect(pairs.empty(),
         expected("each begins at the moment when the one before it ends, "
                  "so there is no pair"),
         seen("overlaps returned {}", told(pairs)),
         means("touching-counts", pairs == Pairs{{"A", "B"}, {"B", "C"}}));
  co_return;
}

CO_TEST(Overlaps, FindsALifeInsideAnother) {
  const Pairs pairs =
      found({{"A", 0ms, 100ms}, {"B", 20ms, 30ms}, {"C", 40ms, 50ms}});
  expect(pairs == Pairs{{"A", "B"}, {"A", "C"}},
         expected("B and C both live inside the life of A: (A, B) and "
                  "(A, C)"),
         seen("overlaps returned {}", told(pairs)),
         means("neighbours-only", pairs == Pairs{{"A", "B"}}),
         means("inside-missed", pairs.empty()));
  co_return;
}

CO_TEST(Overlaps, TakesLivesInAnyOrder) {
  const Pairs pairs =
      found({{"C", 40ms, 60ms}, {"B", 20ms, 50ms}, {"A", 0ms, 30ms}});
  expect(pairs == Pairs{{"C", "B"}, {"B", "A"}},
         expected("C overlaps B, and B overlaps A: (C, B) and (B, A), in "
                  "the order of the list"),
         seen("overlaps returned {}", told(pairs)),
         means("takes-order-for-time", pairs.empty()));
  co_return;
}

CO_TEST(Overlaps, FindsNothingAmongNoTasks) {
  expect_equal(found({}).size(), 0U, "the number of pairs of no tasks");
  co_return;
}
