#include "grade_key.hpp"

#include <algorithm>

#include "files.hpp"

namespace grader {
namespace {

std::vector<fs::path> files_below(const fs::path& place) {
  std::vector<fs::path> files;
  if (fs::is_regular_file(place)) {
    files.push_back(place);
  } else if (fs::is_directory(place)) {
    for (fs::recursive_directory_iterator entry(place), end; entry != end;
         ++entry) {
      if (entry->path().filename().string().starts_with('.')) {
        entry.disable_recursion_pending();
      } else if (entry->is_regular_file()) {
        files.push_back(entry->path());
      }
    }
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

std::string files_key(const std::vector<fs::path>& places) {
  std::string all;
  for (const auto& place : places) {
    for (const auto& file : files_below(place)) {
      all += file.lexically_relative(place).string() + '\n' +
             content_hash(read_file(file)) + '\n';
    }
  }
  return content_hash(all);
}

std::string tests_key(const Course& course, const Exercise& exercise) {
  std::vector<fs::path> places = {course.tests(exercise) / "test.cpp",
                                  exercise.folder / "exercise.toml",
                                  course.root / "tests" / "support"};
  for (const auto& entry : fs::directory_iterator(exercise.folder)) {
    const auto name = entry.path().filename();
    if (name.extension() == ".hpp" && name != exercise.edit) {
      places.push_back(entry.path());
    }
  }
  std::ranges::sort(places);
  for (const auto& chapter : course.chapters) {
    places.push_back(course.root / "chapters" / chapter / "course");
  }
  return files_key(places);
}

}  // namespace grader
