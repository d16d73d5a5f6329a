#include "exercise.hpp"

#include <gtest/gtest.h>

#include "book_page.hpp"
#include "files.hpp"
#include "refusal.hpp"

namespace grader {
namespace {

const std::string good = R"(title = "Outcomes"
edit = "settle.cpp"
tier = "asio"
presets = ["dev", "asan"]
minutes = 20
difficulty = 2
section = "settle-all"
hints = ["one", "two"]

[limits]
wall = 2.5
processes = 1

[[check]]
name = "Settle.First"
title = "comes first"
points = 3

[[check]]
name = "Settle.Second"
title = "comes second"
needs = ["Settle.First"]

[[diagnosis]]
id = "late"
text = "It is late."
)";

class ExerciseToml : public ::testing::Test {
 protected:
  Exercise load(const std::string& text) {
    write_file(folder_.path() / "settle" / "exercise.toml", text);
    return load_exercise(folder_.path() / "settle", "05-gather");
  }

  /// The good file with one part replaced, and the words of its error.
  std::string error_with(const std::string& part, const std::string& by) {
    std::string text = good;
    text.replace(text.find(part), part.size(), by);
    return refusal_of([&] { load(text); });
  }

  static std::string at(int line, const std::string& words) {
    return "exercises/05-gather/settle/exercise.toml:" +
           std::to_string(line) + ": " + words;
  }

  TemporaryFolder folder_{std::filesystem::temp_directory_path()};
};

TEST_F(ExerciseToml, IsReadAsAWhole) {
  Exercise exercise = load(good);
  EXPECT_EQ(exercise.name, "settle");
  EXPECT_EQ(exercise.presets, (std::vector<std::string>{"dev", "asan"}));
  EXPECT_EQ(exercise.limits.wall, std::chrono::milliseconds(2500));
  EXPECT_EQ(exercise.limits.cpu, std::chrono::seconds(5));
  EXPECT_EQ(exercise.limits.processes, 1);
  ASSERT_EQ(exercise.checks.size(), 2u);
  EXPECT_EQ(exercise.checks[0].points, 3);
  EXPECT_EQ(exercise.checks[1].needs.front(), "Settle.First");
  EXPECT_EQ(exercise.diagnosis_text("late"), "It is late.");
  EXPECT_EQ(exercise.diagnosis_text("early"), "");
}

TEST_F(ExerciseToml, NamesALineThatIsNoToml) {
  EXPECT_TRUE(
      error_with("minutes = 20", "minutes = = 20").starts_with(at(5, "")));
}

TEST_F(ExerciseToml, NamesAnUnknownKeyAndTheNearestOne) {
  EXPECT_EQ(error_with("minutes", "minuts"),
            at(5, "unknown key minuts; did you mean minutes?"));
  EXPECT_EQ(error_with("points", "point"),
            at(17, "unknown key point in [[check]]; did you mean points?"));
}

TEST_F(ExerciseToml, NamesAMissingKey) {
  EXPECT_EQ(error_with("section = \"settle-all\"\n", ""),
            at(1, "section is missing"));
  EXPECT_EQ(error_with("text = \"It is late.\"\n", ""),
            at(24, "text is missing in [[diagnosis]]"));
}

TEST_F(ExerciseToml, NamesAWrongType) {
  EXPECT_EQ(error_with("minutes = 20", "minutes = \"20\""),
            at(5, "minutes has to be a whole number"));
  EXPECT_EQ(error_with("hints = [\"one\", \"two\"]", "hints = \"one\""),
            at(8, "hints has to be a list of texts"));
  EXPECT_EQ(error_with("difficulty = 2", "difficulty = 9"),
            at(6, "difficulty has to be from 1 to 5"));
}

TEST_F(ExerciseToml, RefusesANeedThatIsNoEarlierCheck) {
  EXPECT_EQ(error_with("needs = [\"Settle.First\"]",
                       "needs = [\"Settle.Frist\"]"),
            at(22,
               "needs names Settle.Frist, which is no check before "
               "Settle.Second; did you mean Settle.First?"));
}

TEST_F(ExerciseToml, RefusesAFileOutsideOfTheExercise) {
  for (std::string name :
       {"../settle.cpp", "/etc/passwd", "other.cpp", "settle.py"})
    EXPECT_TRUE(error_with("settle.cpp", name)
                    .starts_with(at(2, "edit has to be one of")))
        << name;
}

TEST_F(ExerciseToml, RefusesTheSameCheckTwice) {
  EXPECT_EQ(error_with("Settle.Second", "Settle.First"),
            at(20, "the check Settle.First is there twice"));
}

TEST(NearestName, FindsTypingErrorsAndParts) {
  const std::vector<std::string> names{"countdown", "relay",
                                       "gather_settled", "gather_map"};
  EXPECT_EQ(nearest_name("cuontdown", names), "countdown");
  EXPECT_EQ(nearest_name("gather_setled", names), "gather_settled");
  EXPECT_EQ(nearest_name("settled", names), "gather_settled");
  EXPECT_EQ(nearest_name("relais", names), "relay");
  EXPECT_EQ(nearest_name("zzzzzzzzzz", names), "");
  EXPECT_EQ(nearest_name("x", {}), "");
}

TEST(Course, LeadsToThePageOfAChapterThatHasTheSection) {
  TemporaryFolder folder(fs::temp_directory_path());
  const fs::path chapter = folder.path() / "chapters" / "05-gather";
  fs::create_directories(chapter);
  write_file(chapter / "chapter.md", "# Gather {#gather}\n");
  write_file(chapter / "ends.md",
             "# Ends {#ends}\n\n## All {#settle-all}\n");
  write_file(chapter / "names-ends.md", "{#settle-all}\n");
  Course course;
  course.root = folder.path();
  Exercise exercise;
  exercise.chapter = "05-gather";
  exercise.section = "settle-all";
  const BookPage page = page_of(course, exercise);
  EXPECT_EQ(page.file.filename(), "ends.html");
  EXPECT_EQ(page.anchor, "settle-all");
  exercise.section = "gather-loop";
  EXPECT_EQ(page_of(course, exercise).file.filename(), "gather.html");
}

TEST(Course, NamesTheNearestExercise) {
  Course course;
  course.exercises.resize(1);
  course.exercises[0].name = "line_server";
  EXPECT_EQ(&course.find("line_server"), &course.exercises[0]);
  EXPECT_EQ(&course.find("exercises/09-tcp-echo/line_server/"),
            &course.exercises[0]);
  EXPECT_EQ(&course.find("line_server.cpp"), &course.exercises[0]);
  EXPECT_EQ(refusal_of([&] { course.find("lineserver"); }),
            "there is no exercise lineserver; did you mean line_server?");
}

}  // namespace
}  // namespace grader
