// Which parts of a server somebody has handed in.
#include "grade_capstone.hpp"

#include <gtest/gtest.h>

#include "capstone.hpp"
#include "grade_result.hpp"

using namespace grader;

namespace {

Exercise part(const std::string& name) {
  Exercise exercise;
  exercise.name = name;
  exercise.chapter = "19-task-server";
  exercise.edit = name + ".cpp";
  return exercise;
}

Course two_parts() {
  Exercise other = part("gather_map");
  other.chapter = "05-gather";
  return {.root = COURSE_ROOT,
          .chapters = {},
          .exercises = {other, part("tea"), part("cup")}};
}

Candidate file(const std::string& path) {
  return {path, Candidate::Kind::regular, "text of " + path};
}

TEST(GradeCapstone, AddsTheServerToACourseThatHasItsParts) {
  const Course course = with_capstone(two_parts());
  ASSERT_EQ(course.exercises.size(), 4U);
  EXPECT_TRUE(is_capstone(course.exercises.back()));
  EXPECT_EQ(score_of(course.exercises.back(), nullptr).of, 100);
}

TEST(GradeCapstone, AddsNothingToAnotherCourse) {
  Course course = two_parts();
  course.exercises.resize(1);
  EXPECT_EQ(with_capstone(course).exercises.size(), 1U);
}

TEST(GradeCapstone, TakesAllParts) {
  const auto parts = choose_parts(
      two_parts(), {{file("mine/tea.cpp"), file("cup.cpp")}, ""});
  EXPECT_EQ(parts.note, "");
  EXPECT_EQ(parts.texts.at("tea"), "text of mine/tea.cpp");
  EXPECT_EQ(parts.texts.at("cup"), "text of cup.cpp");
}

TEST(GradeCapstone, NamesThePartsThatAreMissing) {
  EXPECT_EQ(choose_parts(two_parts(), {{file("tea.cpp")}, ""}).note,
            "not handed in: cup.cpp");
}

TEST(GradeCapstone, IsNotHandedInWithoutAnyPart) {
  EXPECT_EQ(choose_parts(two_parts(), {{}, ""}).note, not_handed_in);
}

TEST(GradeCapstone, IsRefusedWithAPartThatIs) {
  Candidate link = file("cup.cpp");
  link.kind = Candidate::Kind::symlink;
  EXPECT_EQ(choose_parts(two_parts(), {{file("tea.cpp"), link}, ""}).note,
            "cup.cpp is a symbolic link; links are not followed");
}

TEST(GradeCapstone, TakesTheStudentsFilesOfACopyOfTheCourse) {
  const auto parts = choose_parts(
      two_parts(), {{file("exercises/19-task-server/tea/tea.cpp"),
                     file("solutions/19-task-server/tea/tea.cpp"),
                     file("capstone/server/tea.cpp"),
                     file("exercises/19-task-server/cup/cup.cpp"),
                     file("capstone/server/cup.cpp")},
                    ""});
  EXPECT_EQ(parts.note, "");
  EXPECT_EQ(parts.texts.at("tea"),
            "text of exercises/19-task-server/tea/tea.cpp");
}

}  // namespace
