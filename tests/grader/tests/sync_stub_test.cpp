#include <gtest/gtest.h>

#include "sample_course.hpp"
#include "sync.hpp"

using namespace grader;

namespace {

// A course of one exercise in a git checkout of its own.
class SyncStub : public testing::Test {
 protected:
  SyncStub() {
    course_.root = sample_.root;
    exercise_.name = "settled";
    exercise_.chapter = "05-gather";
    exercise_.folder = course_.root / "exercises/05-gather/settled";
    exercise_.edit = "settled.cpp";
  }

  void solution(const std::string& text) {
    write_file(course_.solution(exercise_), text);
  }
  void file(const std::string& text) { write_file(exercise_.file(), text); }
  StubState compare(const std::string& stub) {
    return compare_stub(course_, exercise_, History(course_.root), stub);
  }

  SampleCourse sample_;
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
  sample_.git({"init", "-q"});
  solution("one");
  file("stub");
  sample_.commit();
  file("edited");
  EXPECT_EQ(compare("stub"), StubState::edited);
}

TEST_F(SyncStub, ACommittedEditIsNoFaultEither) {
  sample_.git({"init", "-q"});
  solution("one");
  file("stub");
  sample_.commit();
  file("edited");
  sample_.commit();
  file("edited again");
  sample_.commit();
  EXPECT_EQ(compare("stub"), StubState::edited);
}

TEST_F(SyncStub, ASolutionThatChangedMakesItsStubStale) {
  sample_.git({"init", "-q"});
  solution("one");
  file("stub");
  sample_.commit();
  solution("two");
  EXPECT_EQ(compare("new stub"), StubState::stale);
  sample_.commit();
  EXPECT_EQ(compare("new stub"), StubState::stale);
  file("new stub");
  EXPECT_EQ(compare("new stub"), StubState::current);
  sample_.commit();
  file("edited");
  EXPECT_EQ(compare("new stub"), StubState::edited);
}

TEST_F(SyncStub, AnOldStubIsNotCurrentBecauseItOnceWas) {
  sample_.git({"init", "-q"});
  solution("one");
  file("stub");
  sample_.commit();
  solution("two");
  file("other stub");
  sample_.commit();
  EXPECT_EQ(compare("stub"), StubState::stale);
}

TEST_F(SyncStub, AFileThatNobodyCommittedIsComparedAsItIs) {
  sample_.git({"init", "-q"});
  solution("one");
  sample_.commit();
  file("something else");
  EXPECT_EQ(compare("stub"), StubState::stale);
}

TEST_F(SyncStub, ACourseInsideAnotherCheckoutHasNoHistory) {
  sample_.git({"init", "-q"});
  fs::create_directories(course_.root / "copy");
  EXPECT_FALSE(History(course_.root / "copy").known());
}

}  // namespace
