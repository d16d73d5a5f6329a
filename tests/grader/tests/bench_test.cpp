#include "bench.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "refusal.hpp"

using namespace grader;

namespace {

Measure edit_to_verdict() {
  Measure measure;
  measure.what = "settled: edit to verdict";
  measure.unit = "s";
  measure.course = 0.75;
  measure.naive = 7.5;
  measure.goal = 1;
  measure.ratio_goal = 0.125;
  return measure;
}

TEST(Median, IsTheMiddleValueOrTheMiddleOfTwo) {
  EXPECT_EQ(median({}), std::nullopt);
  EXPECT_EQ(median({3}), 3);
  EXPECT_EQ(median({9, 1, 2}), 2);
  EXPECT_EQ(median({10, 4, 1, 2}), 3);
  EXPECT_EQ(median({5, 5, 5, 1}), 5);
}

// Whether these values reach their goals; 0 is no goal.
bool reached(std::optional<double> course, std::optional<double> naive,
             double goal, double ratio_goal, bool more_is_better = false) {
  Measure measure;
  measure.course = course;
  measure.naive = naive;
  measure.goal = goal;
  measure.ratio_goal = ratio_goal;
  measure.more_is_better = more_is_better;
  return measure.reached();
}

TEST(Reached, AGoalIsReachedAtItsValue) {
  EXPECT_TRUE(reached(1, {}, 1, 0));
  EXPECT_FALSE(reached(1.01, {}, 1, 0));
}

TEST(Reached, MoreCanBeBetter) {
  EXPECT_TRUE(reached(1, {}, 1, 0, true));
  EXPECT_FALSE(reached(0.99, {}, 1, 0, true));
}

TEST(Reached, TheRatioHasToBeReachedToo) {
  EXPECT_TRUE(reached(1, 8, 1, 0.125));
  EXPECT_FALSE(reached(1, 7.9, 1, 0.125));
  EXPECT_FALSE(reached(1.01, 80, 1, 0.125));
}

TEST(Reached, OnlyTheRatioCanBeTheGoal) {
  EXPECT_TRUE(reached(10, 80, 0, 0.125));
  EXPECT_FALSE(reached(10, 79, 0, 0.125));
}

TEST(Reached, WhatWasNotMeasuredIsNotReached) {
  EXPECT_FALSE(reached(1, {}, 1, 0.125));
  EXPECT_FALSE(reached({}, 8, 1, 0));
  EXPECT_FALSE(reached({}, 8, 0, 0));
}

TEST(BenchTable, ShowsBothTheirRatioAndTheGoals) {
  EXPECT_EQ(heading_of_rows(),
            "                                course     naive   ratio  "
            "goal");
  EXPECT_EQ(row_of(edit_to_verdict(), Style{}),
            "settled: edit to verdict          0.75     7.50    0.100  "
            "<= 1 s, ratio <= 0.125 reached");
}

TEST(BenchTable, ShowsADashForWhatWasNotMeasured) {
  Measure measure;
  measure.what = "largest process";
  measure.unit = "MB";
  measure.goal = 512;
  EXPECT_EQ(row_of(measure, Style{}),
            "largest process                      -        -        -  "
            "<= 512 MB missed");
  measure.course = 480.6;
  EXPECT_EQ(row_of(measure, Style{}),
            "largest process                    481        -        -  "
            "<= 512 MB reached");
}

TEST(BenchTable, MarksANaiveBuildOfTheOtherCompiler) {
  auto measure = edit_to_verdict();
  measure.naive_is_clang = true;
  measure.more_is_better = true;
  measure.ratio_goal = 0;
  EXPECT_EQ(row_of(measure, Style{}),
            "settled: edit to verdict          0.75     7.50*   0.100  "
            ">= 1 s missed");
}

TEST(BenchTable, HasColoursOnlyOnATerminal) {
  Style coloured;
  coloured.colours = true;
  EXPECT_EQ(row_of(edit_to_verdict(), Style{}).find('\x1b'),
            std::string::npos);
  EXPECT_NE(row_of(edit_to_verdict(), coloured).find("\x1b["),
            std::string::npos);
}

TEST(BenchJson, HoldsEveryFigureAndNullForWhatWasNotMeasured) {
  auto unmeasured = edit_to_verdict();
  unmeasured.course.reset();
  unmeasured.naive.reset();
  EXPECT_EQ(boost::json::parse(json_of({edit_to_verdict(), unmeasured})),
            boost::json::parse(R"([
              {"what": "settled: edit to verdict", "unit": "s",
               "course": 0.75, "naive": 7.5, "naive_is_clang": false,
               "goal": 1.0, "ratio_goal": 0.125, "reached": true},
              {"what": "settled: edit to verdict", "unit": "s",
               "course": null, "naive": null, "naive_is_clang": false,
               "goal": 1.0, "ratio_goal": 0.125, "reached": false}])"));
  EXPECT_EQ(json_of({}), "[]");
}

// Each is refused before anything is built or measured.
std::string refusal_of_bench(const BenchOptions& options) {
  Course course;
  course.exercises.resize(1);
  course.exercises[0].name = "settled";
  return refusal_of([&] { bench(course, options); });
}

TEST(Bench, RefusesASuiteThatDoesNotExist) {
  BenchOptions options;
  options.suite = "libary";
  EXPECT_EQ(refusal_of_bench(options),
            "there is no suite libary; did you mean library?");
  options.suite = "zzzzzzzzzz";
  EXPECT_EQ(refusal_of_bench(options),
            "there is no suite zzzzzzzzzz; there are foundation, library, "
            "processes, server");
}

TEST(Bench, RefusesAnExerciseThatDoesNotExist) {
  BenchOptions options;
  options.exercises = {"settled", "setled"};
  EXPECT_EQ(refusal_of_bench(options),
            "there is no exercise setled; did you mean settled?");
}

TEST(Bench, RefusesExercisesForASuiteThatHasNone) {
  BenchOptions options;
  options.exercises = {"settled"};
  for (const std::string suite : {"library", "processes"}) {
    options.suite = suite;
    EXPECT_EQ(
        refusal_of_bench(options),
        "bench " + suite + " measures no exercises; leave out --exercises");
  }
  options.suite = "libary";
  EXPECT_EQ(refusal_of_bench(options),
            "there is no suite libary; did you mean library?");
}

TEST(Bench, RefusesToRunNothing) {
  BenchOptions options;
  options.runs = 0;
  for (const std::string suite : {"", "foundation", "library"}) {
    options.suite = suite;
    EXPECT_EQ(refusal_of_bench(options),
              "--runs has to be at least 1; it is 0");
  }
  EXPECT_EQ(refusal_of([] { bench(Course{}, BenchOptions{}); }),
            "this course has no exercises to measure");
}

}  // namespace
