#pragma once
#include <string>
#include <vector>

#include "exercise.hpp"
#include "grade_result.hpp"

// The files that `grade` writes. Each function turns results into the text
// of one file; what students wrote is escaped as that format wants it.
namespace grader {

/// How far a reader may trust the results. Every report says it.
std::string isolation_note();

/// One row per student: points of each exercise, total, and a remark on
/// what did not hold. An exercise that is not graded yet is an empty cell,
/// and so is then the total.
std::string gradebook_csv(const std::vector<const Exercise*>&,
                          const std::vector<StudentResults>&);

/// exercise, diagnosis, text, students; most frequent first.
std::string misconceptions_csv(const std::vector<Misconception>&);

/// results.json as Gradescope reads it: one test per check.
/// Format: gradescope-autograders.readthedocs.io, "Autograder
/// Specifications".
std::string gradescope_json(const std::vector<const Exercise*>&,
                            const StudentResults&);

/// JUnit's XML: a suite per exercise, a case per check.
std::string junit_xml(const std::vector<const Exercise*>&,
                      const StudentResults&);

/// A page that stands alone: no script, no request, light and dark, made
/// for print as well.
std::string report_html(const std::vector<const Exercise*>&,
                        const StudentResults&);

/// What `grade --json` prints.
std::string grade_json(const std::vector<const Exercise*>&,
                       const std::vector<StudentResults>&);

/// The story of a check as plain text: numbered steps, expected, seen, the
/// diagnosis. Uncleaned: escape or clean it.
std::string plain_story(const CheckResult&);

/// Why nothing of an exercise was run, or its first compile error; empty if
/// its checks tell.
std::string plain_reason(const Graded&);

}  // namespace grader
