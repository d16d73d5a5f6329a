#include <gtest/gtest.h>
#include <unistd.h>

#include "export_files.hpp"
#include "instructor.hpp"
#include "refusal.hpp"
#include "sample_course.hpp"
#include "stub.hpp"

using namespace grader;

namespace {

using Texts = std::vector<std::string>;

const std::string solution =
    "int settled() {\n"
    "  // BEGIN SOLUTION\n"
    "  // STUB: throw 1;\n"
    "  return 42;\n"
    "  // END SOLUTION\n"
    "}\n";
const std::string stub = "int settled() {\n  throw 1;\n}\n";

/// A course of one exercise, with a student's work in it.
class Export : public testing::Test {
 protected:
  Export() {
    sample_.add("course", "#!/bin/sh\n");
    fs::permissions(sample_.root / "course", fs::perms::owner_exec,
                    fs::perm_options::add);
    fs::create_symlink("course", sample_.root / "link");
    sample_.add("chapters/05-gather/chapter.md", "# Gather\n");
    const fs::path own = "05-gather/settled";
    sample_.add("exercises" / own / "exercise.toml",
                "title = \"Settled\"\n"
                "edit = \"settled.cpp\"\n"
                "tier = \"asio\"\n"
                "presets = [\"dev\"]\n"
                "minutes = 20\n"
                "difficulty = 2\n"
                "section = \"gather\"\n"
                "hints = [\"one\"]\n"
                "[[check]]\n"
                "name = \"Settled.First\"\n"
                "title = \"comes first\"\n");
    sample_.add("exercises" / own / "settled.cpp", "somebody's work\n");
    sample_.add("solutions" / own / "settled.cpp", solution);
    sample_.add("tests" / own / "test.cpp", "test\n");
    sample_.add("tests" / own / "mistakes/wrong.cpp", "mistake\n");
    sample_.add("tests" / own / "variants/other.cpp", "variant\n");
    sample_.add("tests/05-gather/course/variants_test.cpp", "test\n");
  }

  /// `./course export --student TARGET`; empty, or why it is refused.
  std::string export_to(const fs::path& target) {
    testing::internal::CaptureStdout();
    const auto refusal = refusal_of(
        [&] { EXPECT_EQ(export_course(sample_.load(), {target}), 0); });
    printed_ = testing::internal::GetCapturedStdout();
    return refusal == "not refused" ? "" : refusal;
  }

  /// What stands beside the course.
  Texts beside() {
    Texts names;
    for (const auto& entry : fs::directory_iterator(sample_.beside)) {
      if (entry.path() != sample_.root) {
        names.push_back(entry.path().filename());
      }
    }
    return names;
  }

  const Texts exported_ = {
      "chapters/05-gather/chapter.md",
      "course",
      "exercises/05-gather/settled/.stub",
      "exercises/05-gather/settled/exercise.toml",
      "exercises/05-gather/settled/settled.cpp",
      "link",
      "tests/05-gather/course/variants_test.cpp",
      "tests/05-gather/settled/test.cpp",
  };
  SampleCourse sample_;
  const fs::path target_ = sample_.beside / "copy";
  std::string printed_;
};

TEST_F(Export, CopiesTheCourseWithoutItsAnswers) {
  EXPECT_EQ(export_to(target_), "");
  EXPECT_EQ(files_below(target_), exported_);
  EXPECT_EQ(beside(), Texts{"copy"});
  EXPECT_EQ(printed_, target_.string() +
                          ": the course without solutions; there, too, "
                          "./course is all it takes\n");
}

TEST_F(Export, FilesStayWhatTheyAre) {
  export_to(target_);
  EXPECT_EQ(::access((target_ / "course").c_str(), X_OK), 0);
  EXPECT_EQ(fs::read_symlink(target_ / "link"), "course");
}

TEST_F(Export, TheStubTakesThePlaceOfWork) {
  export_to(target_);
  const auto folder = target_ / "exercises/05-gather/settled";
  EXPECT_EQ(read_file(folder / "settled.cpp"), stub);
  // `reset` works without the solution.
  const auto copy = load_course(target_);
  EXPECT_EQ(stub_of(copy, copy.find("settled")), stub);
  EXPECT_EQ(read_file(sample_.load().find("settled").file()),
            "somebody's work\n");
}

TEST_F(Export, ACopyCanMakeAWholeExercise) {
  const fs::path templates = "tests/grader/scaffold";
  fs::create_directories(sample_.root / "tests/grader");
  fs::copy(fs::path(COURSE_ROOT) / templates, sample_.root / templates,
           fs::copy_options::recursive);
  export_to(target_);
  EXPECT_EQ(files_below(target_ / templates),
            files_below(sample_.root / templates));
  testing::internal::CaptureStdout();
  scaffold(load_course(target_), "gather/first_answer");
  testing::internal::GetCapturedStdout();
  const auto tests = target_ / "tests/05-gather/first_answer";
  EXPECT_FALSE(fs::is_empty(tests / "mistakes"));
  EXPECT_FALSE(fs::is_empty(tests / "variants"));
}

TEST_F(Export, ACopyCanBeExportedAgain) {
  export_to(target_);
  testing::internal::CaptureStdout();
  export_course(load_course(target_), {sample_.beside / "again"});
  testing::internal::GetCapturedStdout();
  EXPECT_EQ(files_below(sample_.beside / "again"), exported_);
}

TEST_F(Export, LeavesBehindWhatIsMadeOnThisMachine) {
  for (const std::string file :
       {"build/dev/test", ".git/config", ".course/progress.json",
        "exercises/05-gather/settled/settled.cpp.bak",
        "chapters/05-gather/programs/__pycache__/gather.pyc"}) {
    sample_.add(file, "made here\n");
  }
  export_to(target_);
  EXPECT_EQ(files_below(target_), exported_);
}

TEST_F(Export, OnlyCommittedFilesOfACheckoutAreCopied) {
  sample_.git({"init", "-q"});
  sample_.add(".gitignore", "/build\n");
  sample_.add("gone.txt", "removed from the folder only\n");
  sample_.commit();
  sample_.add("notes.txt", "not committed\n");
  fs::remove(sample_.root / "gone.txt");
  EXPECT_EQ(export_to(target_), "");
  auto expected = exported_;
  expected.insert(expected.begin(), ".gitignore");
  EXPECT_EQ(files_below(target_), expected);
}

TEST_F(Export, RefusesAnExerciseThatIsNotCommitted) {
  sample_.git({"init", "-q"});
  sample_.commit();
  sample_.git({"rm", "-q", "--cached", "-r", "exercises"});
  EXPECT_EQ(export_to(target_),
            "exercises/05-gather/settled is not committed; only committed "
            "files are exported");
  EXPECT_EQ(beside(), Texts{});
}

TEST_F(Export, LeavesNothingWhenASolutionHasNoStub) {
  sample_.add("solutions/05-gather/settled/settled.cpp",
              "// BEGIN SOLUTION\n");
  EXPECT_EQ(export_to(target_),
            "solutions/05-gather/settled/settled.cpp:1: BEGIN SOLUTION "
            "without an END SOLUTION");
  EXPECT_EQ(beside(), Texts{});
}

TEST_F(Export, FillsAFolderThatIsEmpty) {
  fs::create_directories(target_);
  EXPECT_EQ(export_to(target_.string() + '/'), "");
  EXPECT_EQ(files_below(target_), exported_);
}

TEST_F(Export, RefusesAFolderThatIsNotEmpty) {
  write_file(target_ / "homework.txt", "precious\n");
  EXPECT_EQ(export_to(target_),
            target_.string() + " is not an empty folder; name a new one");
  EXPECT_EQ(files_below(target_), Texts{"homework.txt"});
  EXPECT_EQ(beside(), Texts{"copy"});
}

TEST_F(Export, RefusesAFile) {
  write_file(target_, "precious\n");
  EXPECT_EQ(export_to(target_),
            target_.string() + " is not an empty folder; name a new one");
  EXPECT_EQ(read_file(target_), "precious\n");
}

TEST_F(Export, RefusesAPlaceInsideOfTheCourse) {
  const auto before = files_below(sample_.root);
  const auto inside = sample_.root / "exercises" / "copy";
  EXPECT_EQ(export_to(inside),
            inside.string() +
                " is inside of the course; name a folder elsewhere");
  EXPECT_FALSE(fs::exists(inside));
  EXPECT_EQ(files_below(sample_.root), before);
}

TEST_F(Export, RefusesAPlaceThatIsInsideByALink) {
  fs::create_directory_symlink(sample_.root, sample_.beside / "shortcut");
  EXPECT_EQ(export_to(sample_.beside / "shortcut" / "copy"),
            (sample_.root / "copy").string() +
                " is inside of the course; name a folder elsewhere");
  EXPECT_FALSE(fs::exists(sample_.root / "copy"));
}

TEST_F(Export, RefusesNoName) {
  EXPECT_EQ(export_to(""), "export needs --student DIR");
}

TEST_F(Export, TellsThatItCannotWrite) {
  write_file(sample_.beside / "file", "precious\n");
  const auto target = sample_.beside / "file" / "copy";
  EXPECT_EQ(export_to(target),
            "cannot write " + target.string() + ": Not a directory");
}

TEST_F(Export, RemovesNoFolderThatItHasNotMade) {
  const auto unfinished = target_.string() + ".unfinished";
  write_file(fs::path(unfinished) / "homework.txt", "precious\n");
  EXPECT_EQ(export_to(target_),
            unfinished +
                " is in the way, perhaps of an export that was stopped; "
                "remove it first");
  EXPECT_EQ(files_below(unfinished), Texts{"homework.txt"});
  EXPECT_FALSE(fs::exists(target_));
}

TEST(GivesAnswersAway, OnlySolutionsMistakesAndVariants) {
  for (const std::string file :
       {"solutions/05-gather/settled/settled.cpp",
        "tests/05-gather/settled/mistakes/one.cpp",
        "tests/05-gather/settled/variants/deep/other.cpp"}) {
    EXPECT_TRUE(gives_answers_away(file)) << file;
  }
  for (const std::string file :
       {"", "README.md", "exercises/05-gather/solutions/settled.cpp",
        "tests/05-gather/settled/test.cpp", "tests/05-gather/mistakes",
        "tests/grader/scaffold/mistakes/one.cpp",
        "tests/grader/scaffold/variants/other.cpp",
        "chapters/05-gather/mistakes/one.cpp"}) {
    EXPECT_FALSE(gives_answers_away(file)) << file;
  }
}

}  // namespace
