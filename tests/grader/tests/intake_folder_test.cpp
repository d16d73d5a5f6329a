#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "error.hpp"
#include "files.hpp"
#include "intake.hpp"

using grader::Candidate;
using grader::Contents;
using grader::Submission;
namespace fs = std::filesystem;

namespace {

const std::set<std::string> wanted = {"settled.cpp", "queue.hpp"};

class IntakeFolder : public testing::Test {
 protected:
  fs::path write(const fs::path& name, const std::string& text = "x") {
    grader::write_file(place() / name, text);
    return place() / name;
  }
  const fs::path& place() const { return folder_.path(); }
  Contents read(const grader::IntakeLimits& limits = {}) const {
    return grader::read_folder(place(), wanted, limits);
  }

  grader::TemporaryFolder folder_{fs::temp_directory_path() /
                                  "intake-test"};
};

TEST_F(IntakeFolder, FindsFilesByNameAnywhereBelow) {
  write("a/b/settled.cpp", "one");
  write("queue.hpp", "two");
  write("other.cpp", "three");
  const auto contents = read();
  EXPECT_EQ(choose_file(contents, "settled.cpp").bytes, "one");
  EXPECT_EQ(choose_file(contents, "queue.hpp").bytes, "two");
  EXPECT_EQ(contents.candidates.size(), 2u);
}

TEST_F(IntakeFolder, SaysWhatWasNotHandedIn) {
  const auto handed_in = choose_file(read(), "settled.cpp");
  EXPECT_FALSE(handed_in.bytes);
  EXPECT_EQ(handed_in.note, "not handed in");
}

TEST_F(IntakeFolder, RefusesToChooseBetweenTwo) {
  write("new/settled.cpp", "one");
  write("old/settled.cpp", "two");
  const auto handed_in = choose_file(read(), "settled.cpp");
  EXPECT_FALSE(handed_in.bytes);
  EXPECT_EQ(handed_in.note,
            "ambiguous, handed in more than once: new/settled.cpp and "
            "old/settled.cpp");
}

TEST_F(IntakeFolder, TakesTheStudentsFileFromACopyOfTheCourse) {
  write("course/exercises/05-gather/settled/settled.cpp", "student's");
  write("course/solutions/05-gather/settled/settled.cpp", "reference");
  write("course/build/dev/settled.cpp", "copy");
  write("course/.git/settled.cpp", "hidden");
  EXPECT_EQ(choose_file(read(), "settled.cpp").bytes, "student's");
}

TEST_F(IntakeFolder, StillSeesASecondFileBesideACopyOfTheCourse) {
  write("course/exercises/05-gather/settled/settled.cpp");
  write("settled.cpp");
  EXPECT_FALSE(choose_file(read(), "settled.cpp").bytes);
}

TEST_F(IntakeFolder, DoesNotFollowLinks) {
  const auto secret = write("elsewhere.txt", "secret");
  fs::create_symlink(secret, place() / "settled.cpp");
  fs::create_directory_symlink("/", place() / "root");
  const auto contents = read();
  ASSERT_EQ(contents.candidates.size(), 1u);
  EXPECT_EQ(contents.candidates[0].kind, Candidate::Kind::symlink);
  EXPECT_EQ(choose_file(contents, "settled.cpp").note,
            "settled.cpp is a symbolic link; links are not followed");
}

TEST_F(IntakeFolder, DoesNotOpenPipes) {
  ASSERT_EQ(::mkfifo((place() / "settled.cpp").c_str(), 0600), 0);
  EXPECT_EQ(choose_file(read(), "settled.cpp").note,
            "settled.cpp is not a regular file");
}

TEST_F(IntakeFolder, KeepsToItsLimits) {
  write("settled.cpp", std::string(100, 'x'));
  EXPECT_EQ(choose_file(read({.file_bytes = 100}), "settled.cpp").note, "");
  EXPECT_EQ(choose_file(read({.file_bytes = 99}), "settled.cpp").note,
            "settled.cpp is too large for an exercise");
  write("one/two/three/x");
  EXPECT_EQ(read({.depth = 2}).problem,
            "refused: folders nested deeper than 2");
  EXPECT_EQ(read({.entries = 3}).problem, "refused: more than 3 files");
}

TEST_F(IntakeFolder, ReadsBytesAsTheyAre) {
  const std::string bytes("a\0b\r\n\xFF", 6);
  write("settled.cpp", bytes);
  EXPECT_EQ(choose_file(read(), "settled.cpp").bytes, bytes);
}

class IntakeStudents : public IntakeFolder {
 protected:
  std::vector<Submission> find(const std::vector<fs::path>& paths) const {
    return grader::find_submissions(paths, wanted, {"05-gather"});
  }
};

TEST_F(IntakeStudents, TellsAStudentFromAClass) {
  write("class/alice/settled.cpp");
  write("class/bob/05-gather/settled.cpp");
  write("class/carol.zip");
  write("class/notes.txt");
  const auto all = find({place() / "class"});
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].student, "alice");
  EXPECT_EQ(all[1].student, "bob");
  EXPECT_EQ(all[2].student, "carol");
  EXPECT_EQ(all[2].kind, Submission::Kind::zip);
  for (const auto* one : {"alice", "bob"}) {
    const auto single = find({place() / "class" / one});
    ASSERT_EQ(single.size(), 1u);
    EXPECT_EQ(single[0].student, one);
  }
}

TEST_F(IntakeStudents, AnEmptyFolderIsAStudentWhoHandedInNothing) {
  fs::create_directories(place() / "class/empty");
  EXPECT_EQ(find({place() / "class"}).at(0).student, "empty");
  EXPECT_EQ(find({place() / "class/empty/"}).at(0).student, "empty");
}

TEST_F(IntakeStudents, ALinkIsListedAndRefused) {
  write("class/alice/settled.cpp");
  fs::create_directory_symlink("alice", place() / "class/mallory");
  const auto all = find({place() / "class"});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[1].student, "mallory");
  EXPECT_EQ(read_contents(all[1], wanted).problem,
            "refused: mallory is a symbolic link; links are not followed");
}

TEST_F(IntakeStudents, TwoOfOneNameAreAmbiguous) {
  write("class/alice/settled.cpp");
  write("class/alice.zip");
  const auto all = find({place() / "class"});
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].kind, Submission::Kind::refused);
  EXPECT_EQ(find({place() / "class/alice", place() / "class/alice"})
                .at(0)
                .problem,
            "");
}

TEST_F(IntakeStudents, RefusesWhatDoesNotExist) {
  EXPECT_THROW(find({place() / "nobody"}), grader::InputError);
  EXPECT_THROW(find({write("plain.txt")}), grader::InputError);
}

}  // namespace
