#include <algorithm>
#include <sstream>

#include "error.hpp"
#include "files.hpp"
#include "verify.hpp"
#include "words.hpp"

namespace grader {
namespace {

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == text.npos) {
    return {};
  }
  const auto end = text.find_last_not_of(" \t\r");
  return std::string(text.substr(begin, end - begin + 1));
}

const std::vector<std::string> keys = {"check",  "diagnosis", "verdict",
                                       "preset", "like",      "variant"};

void set(NamedFile& file, const std::string& key, std::string value) {
  if (key == "check") {
    file.check = std::move(value);
  } else if (key == "diagnosis") {
    file.diagnosis = std::move(value);
  } else if (key == "verdict") {
    file.verdict = verdict_named(value);
  } else if (key == "preset") {
    file.preset = std::move(value);
  } else if (key == "like") {
    file.like = std::move(value);
  } else {
    file.variant = std::move(value);
  }
}

}  // namespace

NamedFile read_named_file(const fs::path& path, const fs::path& root) {
  NamedFile file;
  file.path = path;
  std::istringstream lines(read_file(path));
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (!line.starts_with("//")) {
      break;
    }
    const auto comment = trimmed(std::string_view(line).substr(2));
    const auto colon = comment.find(": ");
    const auto key = comment.substr(0, colon);
    const bool is_key = colon != comment.npos && file.idea.empty() &&
                        std::ranges::find(keys, key) != keys.end();
    if (!is_key) {
      // "diagnose: ..." is a misspelt key, "Note: ..." is prose.
      const auto near = colon == comment.npos || !file.idea.empty()
                            ? std::string()
                            : nearest_name(key, keys);
      if (!near.empty()) {
        throw InputError(tr("{}:{}: unknown key {}; did you mean {}?",
                            path.lexically_relative(root).string(), number,
                            key, near));
      }
      file.idea += (file.idea.empty() ? "" : " ") + comment;
      continue;
    }
    try {
      set(file, key, trimmed(comment.substr(colon + 2)));
    } catch (const InputError& wrong) {
      throw InputError(tr("{}:{}: {}",
                          path.lexically_relative(root).string(), number,
                          wrong.what()));
    }
  }
  return file;
}

std::vector<NamedFile> named_files(const Course& course,
                                   const Exercise& exercise,
                                   std::string_view folder) {
  std::vector<fs::path> paths;
  const auto place = course.tests(exercise) / folder;
  if (fs::is_directory(place)) {
    for (const auto& entry : fs::directory_iterator(place)) {
      const auto extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp") {
        paths.push_back(entry.path());
      }
    }
  }
  std::ranges::sort(paths);
  std::vector<NamedFile> files;
  for (const auto& path : paths) {
    files.push_back(read_named_file(path, course.root));
  }
  return files;
}

}  // namespace grader
