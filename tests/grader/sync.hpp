#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "exercise.hpp"
#include "sync_history.hpp"
#include "verdict.hpp"

namespace grader {

/// How a stub in exercises/ stands to the stub made from its solution.
enum class StubState {
  current,  ///< the same
  edited,   ///< the committed one is the same; this one was worked on
  unknown,  ///< differs, and there is no history to tell why
  stale     ///< differs in the committed version as well: run sync
};

/// Compares the student's file of an exercise with its stub.
///
/// A student's edits must never count against the course, whether they are
/// committed or not. So the stub is stale only if no version of it that was
/// committed since its solution last changed is the stub. The price: a
/// change that an author makes to a committed stub by hand counts as an
/// edit, and is named but not refused.
StubState compare_stub(const Course&, const Exercise&, const History&,
                       const std::string& stub);

/// The file of the expected timeline of a check:
/// tests/CHAPTER/NAME/timelines/CHECK.csv.
std::filesystem::path timeline_file(const Course&, const Exercise&,
                                    std::string_view check);

/// A timeline as text: `task,kind,from_us,to_us`, one interval per line.
std::string timeline_csv(const std::vector<TimelineInterval>&);

/// The timelines of an exercise's solution by check, from two runs. One
/// that the second run does not repeat is left out: it was measured in real
/// time.
/// @throws InputError if the solution does not hold
std::map<std::string, std::string> record_timelines(const Course&,
                                                    const Exercise&);

}  // namespace grader
