#include "render.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace grader {
namespace {

/// A result of two checks of which the second is wrong.
ExerciseResult result_of_two() {
  CheckResult held;
  held.name = "Settle.First";
  held.title = "comes first";
  held.verdict = Verdict::held;
  CheckResult wrong;
  wrong.name = "Settle.Second";
  wrong.title = "comes second";
  wrong.verdict = Verdict::wrong;
  wrong.expected = "job A ends at 30 ms";
  wrong.seen = "it ended at 60 ms";
  wrong.diagnosis = "one-after-another";
  wrong.diagnosis_text = "The jobs run one after another.";
  wrong.story = {{std::chrono::microseconds(0), "job A starts"},
                 {std::chrono::microseconds(60'000), "job A ends"}};
  wrong.wrong_step = 2;
  ExerciseResult result;
  result.exercise = "settle";
  result.verdict = Verdict::wrong;
  result.seconds = 0.617;
  result.checks = {held, wrong};
  return result;
}

std::string plain(const ExerciseResult& result) {
  return render(Course{}, Exercise{}, result, RenderOptions{});
}

long lines(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

TEST(Render, TellsTheFirstFailingCheckAsAStory) {
  EXPECT_EQ(plain(result_of_two()), R"(settle  1 of 2 checks  0.62 s
  held   comes first
  wrong  comes second

  comes second
      1        0 s  job A starts
  >   2      60 ms  job A ends
  expected  job A ends at 30 ms
  seen      it ended at 60 ms

  The jobs run one after another.
)");
}

TEST(Render, StaysOnAScreen) {
  ExerciseResult result = result_of_two();
  auto& check = result.checks[1];
  check.story.assign(200, {std::chrono::microseconds(0), "another step"});
  check.wrong_step = 150;
  std::string text = plain(result);
  EXPECT_LE(lines(text), 24);
  EXPECT_NE(text.find("> 150"), std::string::npos);
  EXPECT_NE(text.find("  1        0 s"), std::string::npos);
  RenderOptions all;
  all.all = true;
  EXPECT_GT(lines(render(Course{}, Exercise{}, result, all)), 200);
}

TEST(Render, ShowsNoControlCharacters) {
  ExerciseResult result = result_of_two();
  result.checks[1].seen = "\x1b]0;title\a\x1b[2J";
  result.checks[1].story[0].text = "a\r\nb\x1b[31m";
  std::string text = plain(result);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\r'), std::string::npos);
  EXPECT_NE(text.find("a\\r\\nb\\x1b[31m"), std::string::npos);
}

TEST(Render, TellsACompilerErrorAtTheStudentsLine) {
  ExerciseResult result;
  result.exercise = "settle";
  result.verdict = Verdict::did_not_compile;
  result.where = "settle.cpp:12";
  result.message = "expected ';'\n   12 |   return 1\n      |           ^";
  result.remark = "It means this.";
  EXPECT_EQ(plain(result), R"(settle  did not compile  0.00 s

  settle.cpp:12
  expected ';'
     12 |   return 1
        |           ^

  It means this.
)");
}

TEST(Render, IsPlainUnlessOnATerminal) {
  EXPECT_EQ(plain(result_of_two()).find('\x1b'), std::string::npos);
  RenderOptions coloured;
  coloured.style.colours = true;
  EXPECT_NE(render(Course{}, Exercise{}, result_of_two(), coloured)
                .find("\x1b[32m"),
            std::string::npos);
}

}  // namespace
}  // namespace grader
