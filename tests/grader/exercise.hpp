#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

namespace fs = std::filesystem;

/// One line of a verdict: a test of the exercise's test host.
struct Check {
  std::string name;   ///< "Suite.Name", unique in its exercise
  std::string title;  ///< the words of the verdict's line
  int points = 1;
  std::vector<std::string> needs;  ///< not run unless these held
};

/// A known misconception, named when it was observed.
struct Diagnosis {
  std::string id;
  std::string text;
  bool unproven = false;  ///< true: no mistake shows it, and none needs to
};

/// What one test host (one check) may use.
struct Limits {
  std::chrono::milliseconds wall{10'000};  ///< real time
  std::chrono::seconds cpu{5};             ///< processor time
  std::size_t memory_mb = 1024;            ///< data, heap and stacks
  std::size_t output_kb = 256;             ///< stdout and stderr together
  int processes = 0;                       ///< children alive at a time
};

/// The contents of one exercise.toml, checked.
struct Exercise {
  std::string name;     ///< folder name, unique in the course
  std::string chapter;  ///< folder name of its chapter, "05-gather"
  fs::path folder;      ///< exercises/CHAPTER/NAME, absolute
  std::string title;
  std::string edit;  ///< name of the one file the student edits
  std::string tier;  ///< "asio" or "http"
  std::vector<std::string> presets;
  int minutes = 0;
  int difficulty = 0;
  std::string section;  ///< anchor of the book section
  std::vector<std::string> hints;
  Limits limits;
  std::vector<Check> checks;
  std::vector<Diagnosis> diagnoses;

  fs::path file() const { return folder / edit; }
  const Check* find_check(std::string_view name) const;
  /// The sentence of a diagnosis, empty if the id is unknown.
  std::string_view diagnosis_text(std::string_view id) const;
};

/// The course on disk.
struct Course {
  fs::path root;                      ///< absolute
  std::vector<std::string> chapters;  ///< folder names, in order
  std::vector<Exercise> exercises;    ///< in course order

  /// @throws InputError naming the nearest exercise if there is none.
  const Exercise& find(std::string_view name) const;

  fs::path solution(const Exercise&) const;       ///< solutions/…/<edit>
  fs::path tests(const Exercise&) const;          ///< tests/CHAPTER/NAME
  fs::path build(std::string_view preset) const;  ///< build/PRESET
};

/// Reads one exercise.toml.
/// @throws InputError `path:line: what`
Exercise load_exercise(const fs::path& folder, std::string chapter);

/// Reads the checks of a program that is no exercise: title, [limits],
/// [[check]] and [[diagnosis]] as in an exercise.toml.
/// @param shown  the file in messages
/// @throws InputError `shown:line: what`
Exercise load_suite(const fs::path& file, const std::string& shown,
                    std::string name);

/// Reads every exercises/CHAPTER/NAME/exercise.toml. Course order: chapters
/// by their number; in a chapter as its pages name them with \exercise, the
/// rest by difficulty and name.
/// @throws InputError `path:line: what`
Course load_course(const fs::path& root);

/// The course root: `start` or the nearest folder above it that holds
/// exercises/ and chapters/.
fs::path find_root(const fs::path& start);

/// The pages of a chapter's folder: chapter.md, then others by their names.
std::vector<fs::path> pages_of(const fs::path& chapter);

/// The title of a chapter: the first heading of its chapter.md, else its
/// folder name.
std::string chapter_title(const Course&, std::string_view chapter);

/// The candidate nearest to a mistyped name, empty if none is near.
std::string nearest_name(std::string_view name,
                         const std::vector<std::string>& candidates);

}  // namespace grader
