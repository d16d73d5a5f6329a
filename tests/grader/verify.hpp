#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exercise.hpp"
#include "verdict.hpp"

// The tests of the tests: proves for every exercise that its checks accept
// the solution and its variants, and catch its mistakes as they say.
namespace grader {

/// A file of mistakes/ or variants/ and what its first lines say.
struct NamedFile {
  std::filesystem::path path;
  std::string check;      ///< the check that must catch it
  std::string diagnosis;  ///< the one that must be shown, or empty
  /// The mistake that has the same idea in another form, by its name; the
  /// two are rightly told the same.
  std::string like;
  std::optional<Verdict> verdict;
  std::string preset;   ///< where it shows; empty: wherever
  std::string variant;  ///< of a variant: its mechanism
  std::string idea;     ///< the comment after the named lines
};

/// Reads the `// key: value` lines that begin a mistake or a variant.
/// @throws InputError `path:line: what` for an unknown key
NamedFile read_named_file(const std::filesystem::path& path,
                          const std::filesystem::path& root);

/// The mistakes (or variants) of an exercise, sorted by name.
std::vector<NamedFile> named_files(const Course&, const Exercise&,
                                   std::string_view folder);

/// How often things are run.
struct Repetitions {
  int solution = 100;
  int mistake = 20;
  bool sanitizers = true;  ///< the solution in asan, also if not listed
};

/// One file that is verified, and what came out.
struct Subject {
  enum class Kind { solution, stub, mistake, variant };
  Kind kind = Kind::solution;
  const Exercise* exercise = nullptr;
  NamedFile file;
  std::string preset;  ///< of a solution; others follow exercise.toml

  int runs = 0;           ///< complete runs, or runs of the named check
  ExerciseResult result;  ///< the first run
  std::vector<std::string> problems;

  std::string name() const;  ///< "mistake one_after_another"
};

/// Everything there is to run for an exercise.
std::vector<Subject> subjects_of(const Course&, const Exercise&,
                                 const Repetitions&);

/// Runs one subject; what is wrong goes into its problems. Safe to call
/// from several threads, each with a subject of its own.
void verify_subject(const Course&, Subject&, const Repetitions&);

/// What can be said without running anything, or only from all results
/// together: enough mistakes, variants and hints; checks and diagnoses of
/// exercise.toml all used; diagnoses that tell mistakes apart.
std::vector<std::string> verify_together(const Course&, const Exercise&,
                                         const std::vector<Subject>&);

}  // namespace grader
