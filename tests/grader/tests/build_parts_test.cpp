#include <gtest/gtest.h>

#include "diagnostics.hpp"
#include "error.hpp"
#include "files.hpp"
#include "input_stamps.hpp"
#include "progress_file.hpp"
#include "recipe.hpp"
#include "refusal.hpp"

// The small parts between a student's file and its verdict.
namespace grader {
namespace {

using Texts = std::vector<std::string>;

TEST(MakeRule, ListsItsInputs) {
  EXPECT_EQ(
      files_of_make_rule("object.o: a.cpp \\\n  /my\\ course/b.hpp \\\n"
                         "  c$$.hpp\n"),
      (Texts{"a.cpp", "/my course/b.hpp", "c$.hpp"}));
}

TEST(Stamps, AreCurrentUntilAFileChanges) {
  TemporaryFolder folder(fs::temp_directory_path());
  fs::path file = folder.path() / "a file";
  write_file(file, "one");
  std::string stamps = stamps_of({file.string()});
  EXPECT_TRUE(are_current(stamps));
  write_file(file, "three");
  EXPECT_FALSE(are_current(stamps));
  EXPECT_FALSE(are_current(""));
}

TEST(Recipe, FillsItsPlaces) {
  RecipeFiles files{"/w", "/w/a.cpp", "/w/a.o", "/w/host"};
  EXPECT_EQ(
      filled_in({"c++", "-I@WORK@", "-fmap=@WORK@/=", "@SOURCE@"}, files),
      (Texts{"c++", "-I/w", "-fmap=/w/=", "/w/a.cpp"}));
}

TEST(Diagnostics, KeepNotesWithTheirError) {
  auto all = read_diagnostics(
      "In file included from a.cpp:1:\n"
      "/usr/x.hpp:5:6: error: no viable conversion\n"
      "    5 | T t = u;\n      |   ^   ~\n"
      "a.cpp:12:3: note: in instantiation of function 'f' requested here\n"
      "   12 |   f(1);\n      |   ^\n"
      "a.cpp:20:1: warning: unused\n2 errors generated.\n");
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[0].is_error());
  EXPECT_EQ(all[0].line, 5);
  ASSERT_EQ(all[0].notes.size(), 1u);
  EXPECT_EQ(all[0].notes[0].file, "a.cpp");
  EXPECT_EQ(all[0].notes[0].source, "   12 |   f(1);\n      |   ^");
  EXPECT_FALSE(all[1].is_error());
}

TEST(ProgressFile, IsReadAsItWasWritten) {
  TemporaryFolder folder(fs::temp_directory_path());
  Course course;
  course.root = folder.path();
  EXPECT_TRUE(load_progress(course).done.empty());
  StudentProgress progress;
  progress.done["relay"] = "0123";
  progress.hints["relay"] = 2;
  save_progress(course, progress);
  EXPECT_EQ(load_progress(course).done, progress.done);
  EXPECT_EQ(load_progress(course).hints, progress.hints);
}

TEST(NextExercise, IsTheNextInTheCourseThatIsNotDone) {
  Course course;
  StudentProgress progress;
  for (const char* name : {"one", "two", "three"}) {
    course.exercises.emplace_back().name = name;
  }
  const auto& all = course.exercises;
  EXPECT_EQ(next_exercise(course, progress), &all[0]);
  EXPECT_EQ(next_exercise_after(all[0], course, progress), &all[1]);
  EXPECT_EQ(next_exercise_after(all[2], course, progress), &all[0]);
  progress.done["two"] = progress.done["three"] = "0123";
  EXPECT_EQ(next_exercise_after(all[0], course, progress), &all[0]);
  progress.done["one"] = "0123";
  EXPECT_EQ(next_exercise_after(all[0], course, progress), nullptr);
}

TEST(ProgressFile, NamesTheLineThatIsDamaged) {
  TemporaryFolder folder(fs::temp_directory_path());
  Course course;
  course.root = folder.path();
  write_file(course.root / ".course/progress.toml", "[done]\nrelay = =\n");
  const auto refusal = refusal_of([&] { load_progress(course); });
  EXPECT_TRUE(refusal.starts_with(".course/progress.toml:2: ")) << refusal;
}

TEST(Files, AreReadOnlyIfRegular) {
  TemporaryFolder folder(fs::temp_directory_path());
  EXPECT_THROW(read_file(folder.path()), InputError);
  EXPECT_THROW(read_file(folder.path() / "none"), InputError);
  write_file(folder.path() / "large", std::string(100, 'x'));
  EXPECT_THROW(read_file(folder.path() / "large", 99), InputError);
  EXPECT_EQ(read_file(folder.path() / "large", 100).size(), 100u);
}

TEST(Files, KeepTheOldContentsIfTheNewCannotBeWritten) {
  // /dev/full stands for a full disk, but cannot be renamed over; a folder
  // in the way of the rename is the next best.
  TemporaryFolder folder(fs::temp_directory_path());
  fs::create_directories(folder.path() / "taken" / "inside");
  EXPECT_THROW(write_file(folder.path() / "taken", "new"), InputError);
  EXPECT_TRUE(fs::exists(folder.path() / "taken" / "inside"));
  auto left = std::distance(fs::directory_iterator(folder.path()), {});
  EXPECT_EQ(left, 1);
}

TEST(TemporaryFolders, RemoveThoseOfDeadOwners) {
  TemporaryFolder parent(fs::temp_directory_path());
  fs::path dead = parent.path() / "run-4194303-abcdef";
  fs::create_directories(dead / "x");
  fs::permissions(dead / "x", fs::perms::none);
  {
    TemporaryFolder folder(parent.path());
  }
  EXPECT_TRUE(fs::is_empty(parent.path()));
}

}  // namespace
}  // namespace grader
