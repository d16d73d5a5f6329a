// Which parts of the server are the student's own.
#include "server_map.hpp"

#include <gtest/gtest.h>

#include "error.hpp"
#include "sample_course.hpp"

namespace grader {
namespace {

/// A server of two parts, and an exercise of another chapter.
class ServerMap : public testing::Test {
 protected:
  ServerMap() {
    add("05-gather", "gather_map", "");
    add("19-task-server", "cup", stub("cup"));
    add("19-task-server", "tea", "int tea();\n  // " + stub("tea"));
  }

  static std::string stub(const std::string& name) {
    return "throw std::logic_error(\"" + name + " is not written yet\");";
  }

  void add(const std::string& chapter, const std::string& name,
           const std::string& text) {
    Exercise part;
    part.name = name;
    part.chapter = chapter;
    part.folder = sample_.root / name;
    part.edit = name + ".cpp";
    course_.exercises.push_back(part);
    write(name, text);
  }

  void write(const std::string& name, const std::string& text) {
    sample_.add(fs::path(name) / (name + ".cpp"), text);
  }

  void hold(const std::string& name, const std::string& text) {
    write(name, text);
    progress_.done[name] = content_hash(text);
  }

  std::string map() const {
    return server_map(server_milestones(course_, progress_), Style{});
  }

  SampleCourse sample_;
  Course course_{.root = sample_.root, .chapters = {}, .exercises = {}};
  StudentProgress progress_;
};

TEST_F(ServerMap, TellsAStubFromAFileThatIsWritten) {
  EXPECT_EQ(map(),
            "  [ ] cup  not written yet\n"
            "  [ ] tea  yours, but its checks have not held yet\n");
}

TEST_F(ServerMap, KnowsWhatHasHeldAndWhatHasChangedSince) {
  hold("cup", "// a cup");
  hold("tea", "// tea");
  write("tea", "// more tea");
  EXPECT_EQ(map(),
            "  [x] cup  yours\n"
            "  [ ] tea  yours, changed since its checks held\n");
}

TEST_F(ServerMap, CountsWhatIsOwn) {
  hold("cup", "// a cup");
  const auto milestones = server_milestones(course_, progress_);
  EXPECT_EQ(server_map_line(milestones, false),
            "your server: 1 of 2 parts are yours; the whole: "
            "./course check capstone");
  EXPECT_STREQ(to_string(milestones[0].state), "own");
  EXPECT_STREQ(to_string(milestones[1].state), "written");
}

TEST_F(ServerMap, IsEmptyWithoutAServer) {
  course_.exercises.resize(1);
  EXPECT_EQ(map(), "");
}

TEST_F(ServerMap, RemembersAServerByAllItsParts) {
  const std::string before = server_hash(own_server_parts(course_));
  EXPECT_EQ(server_hash(own_server_parts(course_)), before);
  write("tea", "// other tea");
  EXPECT_NE(server_hash(own_server_parts(course_)), before);
}

TEST_F(ServerMap, NamesAPartThatIsMissing) {
  fs::remove(sample_.root / "cup" / "cup.cpp");
  EXPECT_EQ(map().find("  [ ] cup  not written yet\n"), 0U);
  EXPECT_THROW(own_server_parts(course_), InputError);
}

}  // namespace
}  // namespace grader
