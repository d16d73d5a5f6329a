#pragma once

#include <string>
#include <string_view>

#include "exercise.hpp"

namespace grader {

/// Makes a stub from a solution: what stands between `// BEGIN SOLUTION`
/// and `// END SOLUTION` goes, except that `// STUB: line` becomes `line`
/// with the comment's indentation. Marker lines vanish.
/// @param name how errors call the text, usually its path
/// @throws InputError `name:line: what` for unbalanced markers or a STUB
/// outside of them.
std::string make_stub(std::string_view text, std::string_view name);

/// The solution as a student may read it: without the markers and the
/// `// STUB:` lines.
std::string without_markers(std::string_view text, std::string_view name);

/// The stub of an exercise: from its solution or, in a course exported for
/// students, from the copy exercises/CHAPTER/NAME/.stub.
std::string stub_of(const Course&, const Exercise&);

}  // namespace grader
