#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace grader {

/// What a sanitizer found, in the student's terms.
struct SanitizerFinding {
  bool found = false;
  bool out_of_memory = false;  ///< the memory limit, not a mistake
  bool crash = false;          ///< a signal that a sanitizer reported
  std::string message;         ///< one line: what, where, and its history
  std::string where;           ///< "file:line" of the student, or empty
};

/// Reads the first report of AddressSanitizer, UndefinedBehaviorSanitizer
/// or ThreadSanitizer in what a host printed. The report has to be made
/// with symbolize=0: its addresses are looked up in `host`.
SanitizerFinding read_sanitizer(std::string_view output,
                                const std::filesystem::path& host,
                                std::string_view edited_file);

}  // namespace grader
