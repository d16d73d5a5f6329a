#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "grade_result.hpp"

namespace grader {

/// The results that earlier runs left in OUT/.state: one file per student
/// and exercise, each written as a whole. This is what lets a run go on
/// where another stopped.
class GradeState {
 public:
  explicit GradeState(const std::filesystem::path& out);

  /// The result kept for a student's exercise; nothing if there is none or
  /// if the file is damaged.
  std::optional<Graded> load(const std::string& student,
                             const std::string& exercise) const;

  /// @throws InputError if it cannot be written
  void save(const std::string& student, const std::string& exercise,
            const Graded&) const;

  /// Names of all students with a result, sorted.
  std::vector<std::string> students() const;

 private:
  std::filesystem::path file(const std::string& student,
                             const std::string& exercise) const;

  std::filesystem::path folder_;
};

}  // namespace grader
