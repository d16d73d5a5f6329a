#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// The line from a test host to the grader. A check counts as held only if
/// its own end record arrived with the nonce of this run; the exit status
/// and whatever is printed are not trusted. Without a grader (the
/// environment variable COURSE_REPORT_FD is absent) nothing is sent.
namespace course::testing::report {

/// One JSON object, written field by field.
class Record {
 public:
  /// Begins a record of the kind `event`.
  explicit Record(std::string_view event);

  /// Adds a text; an empty one is left out.
  Record& text(std::string_view key, std::string_view value);
  /// Adds a whole number.
  Record& number(std::string_view key, std::int64_t value);
  /// Adds `json`, which is a value already.
  Record& raw(std::string_view key, std::string_view json);

  /// Sends the record. Does nothing without a grader.
  void send();

 private:
  std::string line_;
};

/// `text` as a JSON string, quotes included.
std::string json_string(std::string_view text);

/// Code addresses as a JSON array of offsets into this executable;
/// addresses of libraries are left out.
std::string json_offsets(const std::vector<void*>& addresses);

/// True if a grader listens.
bool connected() noexcept;

/// Reports crashes (signal, frames) and uncaught exceptions to the grader
/// before the process ends; call it once, before the first check.
void watch_for_crashes();

}  // namespace course::testing::report
