#include "scaffold.hpp"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "instructor.hpp"
#include "refusal.hpp"
#include "sample_course.hpp"
#include "stub.hpp"
#include "verify.hpp"

using namespace grader;

namespace {

using Texts = std::vector<std::string>;

/// A course of two chapters without exercises, and the templates.
class Scaffold : public testing::Test {
 protected:
  Scaffold() {
    sample_.add("chapters/05-gather/chapter.md", "# Gather\n");
    sample_.add("chapters/06-create-task/chapter.md", "# Tasks\n");
    fs::create_directories(sample_.root / "exercises");
    fs::create_directories(sample_.root / "tests/grader");
    fs::copy(fs::path(COURSE_ROOT) / templates_, sample_.root / templates_,
             fs::copy_options::recursive);
  }

  /// `./course new NAME`; returns what it prints.
  std::string make(const std::string& name) {
    testing::internal::CaptureStdout();
    const auto refusal =
        refusal_of([&] { EXPECT_EQ(scaffold(sample_.load(), name), 0); });
    auto printed = testing::internal::GetCapturedStdout();
    return refusal == "not refused" ? printed : refusal;
  }

  /// All files but the templates.
  Texts files() {
    auto files = files_below(sample_.root);
    std::erase_if(files, [&](const std::string& file) {
      return file.starts_with(templates_) || file.starts_with("chapters");
    });
    return files;
  }

  std::string read(const fs::path& file) {
    return read_file(sample_.root / file);
  }

  const std::string templates_ = "tests/grader/scaffold";
  SampleCourse sample_;
};

TEST_F(Scaffold, WritesTheFilesOfAnExerciseAndNamesThem) {
  const auto printed = make("05-gather/first_answer");
  const Texts written = {
      "exercises/05-gather/first_answer/README.md",
      "exercises/05-gather/first_answer/exercise.toml",
      "exercises/05-gather/first_answer/first_answer.cpp",
      "exercises/05-gather/first_answer/first_answer.hpp",
      "solutions/05-gather/first_answer/first_answer.cpp",
      "tests/05-gather/first_answer/mistakes/does_not_wait.cpp",
      "tests/05-gather/first_answer/mistakes/first_only.cpp",
      "tests/05-gather/first_answer/mistakes/zero_for_nothing.cpp",
      "tests/05-gather/first_answer/test.cpp",
      "tests/05-gather/first_answer/variants/another_way.cpp",
  };
  EXPECT_EQ(files(), written);
  EXPECT_EQ(printed, fmt::format("{}\nFill in what is marked \"FILL IN:\", "
                                 "then: ./course sync first_answer && "
                                 "./course verify first_answer\n",
                                 fmt::join(written, "\n")));
}

TEST_F(Scaffold, LeavesNoNameOfTheTemplates) {
  make("05-gather/first_answer");
  for (const auto& file : files()) {
    const auto text = read(file);
    for (const std::string name :
         {"EXERCISE_NAME", "ExerciseName", "EXERCISE_SECTION"}) {
      EXPECT_EQ(text.find(name), text.npos) << name << " in " << file;
    }
  }
}

TEST_F(Scaffold, MakesAnExerciseThatLoads) {
  make("05-gather/first_answer2");
  const auto course = sample_.load();
  const auto& exercise = course.find("first_answer2");
  EXPECT_EQ(exercise.chapter, "05-gather");
  EXPECT_EQ(exercise.edit, "first_answer2.cpp");
  EXPECT_EQ(exercise.section, "gather");
  const auto tests = read(
      course.tests(exercise).lexically_relative(course.root) / "test.cpp");
  for (const auto& check : exercise.checks) {
    const auto dot = check.name.find('.');
    EXPECT_EQ(check.name.substr(0, dot), "FirstAnswer2");
    EXPECT_NE(tests.find("CO_TEST(FirstAnswer2, " +
                         check.name.substr(dot + 1) + ")"),
              tests.npos)
        << check.name;
  }
}

TEST_F(Scaffold, MakesTheStubThatSyncWouldMake) {
  make("05-gather/first_answer");
  const auto course = sample_.load();
  const auto& exercise = course.find("first_answer");
  const auto stub = read_file(exercise.file());
  EXPECT_EQ(stub, stub_of(course, exercise));
  EXPECT_NE(stub.find("first_answer is not written yet"), stub.npos);
  EXPECT_EQ(stub.find("co_return"), stub.npos);
}

TEST_F(Scaffold, MistakesNameChecksAndDiagnosesOfTheExercise) {
  make("05-gather/first_answer");
  const auto course = sample_.load();
  const auto& exercise = course.find("first_answer");
  const auto mistakes = named_files(course, exercise, "mistakes");
  EXPECT_EQ(mistakes.size(), 3u);
  for (const auto& mistake : mistakes) {
    EXPECT_TRUE(exercise.find_check(mistake.check)) << mistake.path;
    EXPECT_NE(exercise.diagnosis_text(mistake.diagnosis), "")
        << mistake.path;
  }
  const auto variants = named_files(course, exercise, "variants");
  ASSERT_EQ(variants.size(), 1u);
  EXPECT_NE(variants.front().variant, "");
}

TEST_F(Scaffold, FindsTheBlanksThatAreLeft) {
  make("05-gather/first_answer");
  const auto course = sample_.load();
  const auto& exercise = course.find("first_answer");
  const auto blanks = blanks_of(course, exercise);
  const auto has = [&](const std::string& blank) {
    return std::ranges::find(blanks, blank) != blanks.end();
  };
  EXPECT_TRUE(has("exercises/05-gather/first_answer/README.md:1"));
  EXPECT_TRUE(has("exercises/05-gather/first_answer/exercise.toml:1"));
  for (const auto& file : files()) {
    if (exercise.file() != course.root / file) {
      sample_.add(file, "filled in\n");
    }
  }
  // What the student's file says is the student's.
  sample_.add("exercises/05-gather/first_answer/first_answer.cpp",
              "// FILL IN: by the student\n");
  EXPECT_EQ(blanks_of(course, exercise), Texts{});
}

TEST_F(Scaffold, ChapterMayBeGivenByItsSlug) {
  make("create-task/first_answer");
  EXPECT_EQ(sample_.load().find("first_answer").chapter, "06-create-task");
}

TEST_F(Scaffold, RefusesAChapterThatDoesNotExist) {
  EXPECT_EQ(make("05-gathr/first_answer"),
            "there is no chapter 05-gathr; did you mean 05-gather?");
  EXPECT_EQ(make("zzzzzzzzzzzz/first_answer"),
            "there is no chapter zzzzzzzzzzzz");
  EXPECT_EQ(files(), Texts{});
}

TEST_F(Scaffold, RefusesAMalformedName) {
  for (const std::string name :
       {"", "first_answer", "05-gather", "05-gather/", "/first_answer",
        "05-gather/FirstAnswer", "05-gather/first-answer", "05-gather/2nd",
        "05-gather/_first", "05-gather/..", "05-gather/../first",
        "05-gather/first/second", "05-gather/first answer",
        "05-gather/r\u00e9sum\u00e9"}) {
    EXPECT_EQ(make(name),
              "write new CHAPTER/NAME, NAME in snake_case: " + name);
  }
  EXPECT_EQ(files(), Texts{});
}

TEST_F(Scaffold, RefusesANameThatTheLanguageHasTaken) {
  for (const std::string name :
       {"alignas", "class", "co_await", "int", "main", "xor_eq"}) {
    EXPECT_EQ(make("05-gather/" + name),
              "an exercise is called as its function is, and in C++ no "
              "function of yours can be called " +
                  name);
  }
  EXPECT_EQ(files(), Texts{});
  make("05-gather/classes");
  EXPECT_EQ(sample_.load().find("classes").chapter, "05-gather");
}

TEST_F(Scaffold, RefusesANameThatIsTakenInAnyChapter) {
  make("05-gather/first_answer");
  const auto before = files();
  sample_.add(before.front(), "edited");
  for (const std::string chapter : {"05-gather", "06-create-task"}) {
    EXPECT_EQ(make(chapter + "/first_answer"),
              "first_answer exists already, in 05-gather");
  }
  EXPECT_EQ(files(), before);
  EXPECT_EQ(read(before.front()), "edited");
}

TEST_F(Scaffold, RefusesAFolderThatIsThereForSomethingElse) {
  sample_.add("tests/05-gather/course/gather_test.cpp", "int x;\n");
  EXPECT_EQ(make("05-gather/course"),
            "tests/05-gather/course exists already");
  EXPECT_EQ(files(), Texts{"tests/05-gather/course/gather_test.cpp"});
}

TEST_F(Scaffold, LeavesNothingBehindWhenItCannotWrite) {
  sample_.add("tests/05-gather", "a file where the folder should be\n");
  EXPECT_TRUE(make("05-gather/first_answer").ends_with("Not a directory"));
  EXPECT_EQ(files(), Texts{"tests/05-gather"});
}

}  // namespace
