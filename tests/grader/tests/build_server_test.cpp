// A server made of parts, with commands that are no compiler: how they are
// filled in is what counts.
#include "build_server.hpp"

#include <gtest/gtest.h>

#include "capstone.hpp"
#include "error.hpp"
#include "files.hpp"
#include "refusal.hpp"
#include "sample_course.hpp"

using namespace grader;

namespace {

constexpr const char* recipe_file = "build/dev/recipes/capstone.json";

/// Two parts; a "compiler" that copies, a "linker" that joins.
constexpr const char* recipe_text = R"({
  "program": "task_server", "target": "task_server", "parts": [
    {"exercise": "tea", "edit": "tea.cpp", "object": "/tea.o",
     "compile": ["sh", "-c", "cat \"$0\" > \"$1\"",
                 "@SOURCE@", "@OBJECT@"]},
    {"exercise": "cup", "edit": "cup.cpp", "object": "/cup.o",
     "compile": ["sh", "-c", "grep -v error \"$0\" > \"$1\"",
                 "@SOURCE@", "@OBJECT@"]}],
  "link": ["sh", "-c", "out=$0; cat \"$@\" > $out", "@PROGRAM@",
           "@OBJECTS@"]})";

class BuildServer : public testing::Test {
 protected:
  BuildServer() { sample.add(recipe_file, recipe_text); }

  ServerRecipe recipe() const { return *load_server_recipe(course); }

  SampleCourse sample;
  Course course{.root = sample.root, .chapters = {}, .exercises = {}};
};

TEST_F(BuildServer, IsNotThereWithoutParts) {
  fs::remove(sample.root / recipe_file);
  EXPECT_FALSE(load_server_recipe(course));
}

TEST_F(BuildServer, NamesAFileThatIsNoRecipe) {
  sample.add(recipe_file, "{}");
  EXPECT_NE(refusal_of([&] {
              load_server_recipe(course);
            }).find("capstone.json: not a recipe"),
            std::string::npos);
}

TEST_F(BuildServer, LinksAllParts) {
  const ServerBuild build = build_server(
      course, recipe(), {{"tea", "green\n"}, {"cup", "white\n"}});
  ASSERT_FALSE(build.program.empty()) << build.messages;
  EXPECT_EQ(read_file(build.program), "green\nwhite\n");
}

TEST_F(BuildServer, NamesThePartThatDoesNotCompile) {
  const ServerBuild build = build_server(
      course, recipe(), {{"tea", "green\n"}, {"cup", "error\n"}});
  EXPECT_TRUE(build.program.empty());
  EXPECT_EQ(build.part, "cup.cpp");
}

TEST_F(BuildServer, LeavesNothingBehind) {
  fs::path program;
  {
    const ServerBuild build = build_server(
        course, recipe(), {{"tea", "green\n"}, {"cup", "white\n"}});
    program = build.program;
  }
  EXPECT_FALSE(fs::exists(program));
}

}  // namespace
