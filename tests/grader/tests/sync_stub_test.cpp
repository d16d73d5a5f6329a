#include <gtest/gtest.h>

#include <cstdlib>

#include "files.hpp"
#include "supervise.hpp"
#include "sync.hpp"

using namespace grader;

namespace {

// A course of one exercise in a git checkout of its own.
class SyncStub : public testing::Test {
 protected:
  SyncStub() {
    course_.root = folder_.path();
    exercise_.name = "settled";
    exercise_.chapter = "05-gather";
    exercise_.folder = course_.root / "exercises/05-gather/settled";
    exercise_.edit = "settled.cpp";
  }

  void git(std::vector<std::string> arguments) {
    Job job;
    job.command = {"git", "-c", "user.name=course", "-c",
                   "user.email=course@localhost"};
    job.command.insert(job.command.end(), arguments.begin(),
                       arguments.end());
    job.folder = course_.root;
    const auto ended = supervise(job);
    ASSERT_EQ(ended.status, 0) << ended.output;
  }
  void commit() {
    git({"add", "-A"});
    git({"commit", "-q", "-m", "next"});
  }
  void solution(const std::string& text) {
    write_file(course_.solution(exercise_), text);
  }
  void file(const std::string& text) { write_file(exercise_.file(), text); }
  StubState compare(const std::string& stub) {
    return compare_stub(course_, exercise_, History(course_.root), stub);
  }

  TemporaryFolder folder_{fs::temp_directory_path() / "sync-test"};
  Course course_;
  Exercise exercise_;
};

TEST_F(SyncStub, TheSameIsCurrentWithoutGitAsWell) {
  file("stub");
  EXPECT_EQ(compare("stub"), StubState::current);
}

TEST_F(SyncStub, WithoutGitADifferenceSaysNothing) {
  file("edited");
  EXPECT_EQ(compare("stub"), StubState::unknown);
}

TEST_F(SyncStub, AStudentsEditIsNoFault) {
  git({"init", "-q"});
  solution("one");
  file("stub");
  commit();
  file("edited");
  EXPECT_EQ(compare("stub"), StubState::edited);
}

TEST_F(SyncStub, ACommittedEditIsNoFaultEither) {
  git({"init", "-q"});
  solution("one");
  file("stub");
  commit();
  file("edited");
  commit();
  file("edited again");
  commit();
  EXPECT_EQ(compare("stub"), StubState::edited);
}

TEST_F(SyncStub, ASolutionThatChangedMakesItsStubStale) {
  git({"init", "-q"});
  solution("one");
  file("stub");
  commit();
  solution("two");
  EXPECT_EQ(compare("new stub"), StubState::stale);
  commit();
  EXPECT_EQ(compare("new stub"), StubState::stale);
  file("new stub");
  EXPECT_EQ(compare("new stub"), StubState::current);
  commit();
  file("edited");
  EXPECT_EQ(compare("new stub"), StubState::edited);
}

TEST_F(SyncStub, AnOldStubIsNotCurrentBecauseItOnceWas) {
  git({"init", "-q"});
  solution("one");
  file("stub");
  commit();
  solution("two");
  file("other stub");
  commit();
  EXPECT_EQ(compare("stub"), StubState::stale);
}

TEST_F(SyncStub, AFileThatNobodyCommittedIsComparedAsItIs) {
  git({"init", "-q"});
  solution("one");
  commit();
  file("something else");
  EXPECT_EQ(compare("stub"), StubState::stale);
}

TEST_F(SyncStub, ACourseInsideAnotherCheckoutHasNoHistory) {
  git({"init", "-q"});
  fs::create_directories(course_.root / "copy");
  EXPECT_FALSE(History(course_.root / "copy").known());
}

}  // namespace
