#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "exercise.hpp"
#include "files.hpp"
#include "supervise.hpp"

namespace grader {

/// A course in a temporary folder, with room for other folders beside it.
class SampleCourse {
  TemporaryFolder folder_{fs::temp_directory_path() / "course-test"};

 public:
  const fs::path beside = folder_.path();
  const fs::path root = beside / "course";

  SampleCourse() { fs::create_directories(root); }

  /// Writes a file of the course.
  void add(const fs::path& file, std::string_view text) const {
    write_file(root / file, text);
  }
  Course load() const { return load_course(root); }

  /// Runs git in the course, as an author of its own.
  void git(std::vector<std::string> arguments) const {
    Job job;
    job.command = {"git", "-c", "user.name=course", "-c",
                   "user.email=course@localhost"};
    job.command.insert(job.command.end(), arguments.begin(),
                       arguments.end());
    job.folder = root;
    const auto ended = supervise(job);
    ASSERT_EQ(ended.status, 0) << ended.output;
  }
  void commit() const {
    git({"add", "-A"});
    git({"commit", "-q", "-m", "next"});
  }
};

/// The files below a folder as paths from there, sorted.
inline std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory()) {
      files.push_back(entry.path().lexically_relative(folder).string());
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace grader
