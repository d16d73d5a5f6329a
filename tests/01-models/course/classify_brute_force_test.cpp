// classify() against a definition that asks every half unit of time what
// each task does, on thousands of small generated timelines.

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <course/classify.hpp>
#include <course/interval.hpp>
#include <course/timeline.hpp>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

using course::Interval;
using course::Kind;
using course::Model;
using std::chrono::nanoseconds;

namespace {

constexpr int horizon = 8;

// Times are whole numbers 0..horizon. Instant 2t stands for the time t
// itself, instant 2t + 1 for the open stretch between t and t + 1.
using Instants = std::set<int>;

Instants instants_inside(int begin, int end) {
  Instants inside;
  for (int i = 2 * begin + 1; i < 2 * end; ++i)
    inside.insert(i);
  if (begin == end)
    inside.insert(2 * begin);
  return inside;
}

bool meet(const Instants& a, const Instants& b) {
  return std::ranges::any_of(a, [&](int i) { return b.contains(i); });
}

Model by_definition(const std::vector<Interval>& intervals) {
  std::map<std::string, int> born, died;
  std::map<std::string, Instants> computing;
  bool asynchronous = false;
  for (const auto& [task, kind, begin, end] : intervals) {
    const int from = static_cast<int>(begin.count());
    const int to = static_cast<int>(end.count());
    if (kind == Kind::exec) {
      born[task] = born.contains(task) ? std::min(born[task], from) : from;
      if (from < to)
        computing[task].merge(instants_inside(from, to));
    }
    died[task] = std::max(died[task], to);
    asynchronous |= kind == Kind::wait && from < to;
  }
  bool concurrent = false, parallel = false;
  for (const auto& [a, a_born] : born)
    for (const auto& [b, b_born] : born) {
      if (a >= b)
        continue;
      const bool both_instants = a_born == died[a] && b_born == died[b];
      concurrent |=
          !both_instants && meet(instants_inside(a_born, died[a]),
                                 instants_inside(b_born, died[b]));
      parallel |= meet(computing[a], computing[b]);
    }
  if (parallel)
    return Model::parallel;
  if (concurrent)
    return asynchronous ? Model::asynchronous_concurrent
                        : Model::concurrent;
  return asynchronous ? Model::asynchronous : Model::sequential;
}

class Timelines {
 public:
  explicit Timelines(unsigned seed) : random_(seed) {}

  std::vector<Interval> next() {
    std::vector<Interval> intervals;
    const std::array names{"a", "b", "c"};
    for (int n = pick(0, 6); n > 0; --n) {
      const int begin = pick(0, horizon);
      const int length = pick(0, 2) == 0 ? 0 : pick(0, horizon - begin);
      intervals.push_back(
          {names[pick(0, 2)], pick(0, 2) != 0 ? Kind::exec : kind(),
           nanoseconds(begin), nanoseconds(begin + length)});
    }
    return intervals;
  }

 private:
  int pick(int low, int high) {
    return std::uniform_int_distribution(low, high)(random_);
  }
  Kind kind() {
    constexpr std::array kinds{Kind::wait, Kind::ready, Kind::blocked};
    return kinds[pick(0, 2)];
  }

  std::mt19937 random_;
};

TEST(ClassifyByDefinition, AgreesOnGeneratedTimelines) {
  Timelines timelines(20'26);
  std::map<Model, int> seen;
  for (int i = 0; i < 20'000; ++i) {
    const auto intervals = timelines.next();
    const auto model = by_definition(intervals);
    ASSERT_EQ(course::classify(intervals), model)
        << "timeline " << i << ", expected " << to_string(model) << '\n'
        << course::draw_timeline(intervals, 2 * horizon + 1);
    ++seen[model];
  }
  // Every model must have been put to the test.
  for (auto model :
       {Model::sequential, Model::asynchronous, Model::concurrent,
        Model::asynchronous_concurrent, Model::parallel})
    EXPECT_GT(seen[model], 200) << to_string(model);
}

}  // namespace
