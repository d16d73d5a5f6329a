#include <algorithm>
#include <string>
#include <utility>
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

/// The same pairs, whoever is named first and wherever a pair stands.
Pairs in_any_order(Pairs pairs) {
  for (auto& [a, b] : pairs) {
    if (b < a) {
      std::swap(a, b);
    }
  }
  std::ranges::sort(pairs);
  return pairs;
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
  const Pairs pairs = found({{"C", 40ms, 60ms},
                             {"B", 20ms, 50ms},
                             {"A", 0ms, 30ms},
                             {"D", 10ms, 70ms},
                             {"E", 52ms, 55ms}});
  const Pairs wanted = {{"C", "B"}, {"C", "D"}, {"C", "E"}, {"B", "A"},
                        {"B", "D"}, {"A", "D"}, {"D", "E"}};
  expect(pairs == wanted,
         expected("{}, in the order of the list", told(wanted)),
         seen("overlaps returned {}", told(pairs)),
         means("takes-order-for-time",
               pairs == Pairs{{"C", "E"}, {"A", "D"}, {"D", "E"}}),
         means("ends-only", pairs == Pairs{{"C", "B"},
                                           {"C", "E"},
                                           {"B", "A"},
                                           {"A", "D"},
                                           {"D", "E"}}),
         means("stops-at-a-gap", pairs == Pairs{{"C", "B"},
                                                {"B", "A"},
                                                {"B", "D"},
                                                {"A", "D"},
                                                {"D", "E"}}),
         means("order-of-the-list",
               in_any_order(pairs) == in_any_order(wanted)));
  co_return;
}

CO_TEST(Overlaps, FindsNothingAmongNoTasks) {
  expect_equal(found({}).size(), 0U, "the number of pairs of no tasks");
  co_return;
}
