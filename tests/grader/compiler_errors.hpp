#pragma once

#include <string>
#include <string_view>

namespace grader {

/// The first error in the student's terms.
struct CompileError {
  std::string message;  ///< the compiler's or linker's words, one error
  std::string where;    ///< "path:line" as the student knows it, or empty
  std::string remark;   ///< what it means, if it is a known one
};

/// Picks the first error out of what clang printed. An error inside a
/// library's header is placed at the student's line that led there.
/// @param edit the name of the student's file
/// @param shown its path as the student knows it
CompileError explain_compile_error(std::string_view messages,
                                   std::string_view edit,
                                   std::string_view shown);

/// The same for a linker's messages.
CompileError explain_link_error(std::string_view messages,
                                std::string_view edit,
                                std::string_view shown);

}  // namespace grader
