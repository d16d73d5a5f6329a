#include "export_files.hpp"

#include <algorithm>

#include "sync_history.hpp"

namespace grader {

namespace fs = std::filesystem;

namespace {

// Made on this machine: not part of the course.
bool is_made_here(const fs::path& path, bool at_top) {
  const auto name = path.filename();
  return (at_top &&
          (name == "build" || name == ".git" || name == ".course")) ||
         name.extension() == ".bak" || name == "__pycache__";
}

}  // namespace

std::vector<fs::path> course_files(const fs::path& root) {
  std::vector<fs::path> files;
  if (const History history(root); history.known()) {
    files = history.files();
    std::erase_if(files, [&](const fs::path& file) {
      return !fs::exists(fs::symlink_status(root / file));
    });
    return files;
  }
  for (fs::recursive_directory_iterator entry(root), end; entry != end;
       ++entry) {
    if (is_made_here(entry->path(), entry.depth() == 0)) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file() || entry->is_symlink()) {
      files.push_back(entry->path().lexically_relative(root));
    }
  }
  std::ranges::sort(files);
  return files;
}

std::vector<fs::path> files_for_students(const fs::path& root) {
  auto files = course_files(root);
  std::erase_if(files, gives_answers_away);
  return files;
}

bool gives_answers_away(const fs::path& file) {
  const std::vector<fs::path> parts(file.begin(), file.end());
  if (parts.empty()) {
    return false;
  }
  // tests/CHAPTER/NAME/mistakes/... but not tests/grader/scaffold/mistakes,
  // from which `new` makes an exercise.
  return parts[0] == "solutions" ||
         (parts[0] == "tests" && parts.size() > 3 && parts[1] != "grader" &&
          (parts[3] == "mistakes" || parts[3] == "variants"));
}

}  // namespace grader
