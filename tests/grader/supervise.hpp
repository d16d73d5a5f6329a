#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// A process to run with everything it starts. Zero means no limit.
struct Job {
  std::vector<std::string> command;  ///< argv; argv[0] is looked up in PATH
  std::filesystem::path folder;      ///< working directory
  std::vector<std::string> environment;  ///< NAME=value: added or replaced
  bool inherit_environment = true;       ///< else only the line above
  std::chrono::milliseconds wall{0};
  std::chrono::seconds cpu{0};
  std::size_t memory_mb = 0;     ///< private writable memory (RLIMIT_DATA)
  std::size_t file_mb = 0;       ///< size of a file it writes
  std::size_t output_kb = 0;     ///< stdout and stderr together
  bool report = false;           ///< with the nonce and the report pipe
  bool fixed_addresses = false;  ///< without address randomisation
  /// A forbidden process ends the job by a signal that it may catch, to say
  /// where. Sanitizers hold locks then that a handler would wait for.
  bool catchable = true;
  std::optional<int> children;  ///< children allowed; unset: any, no filter
  /// Called with each piece of output as it comes, in the calling thread.
  std::function<void(std::string_view)> on_output;
};

/// What happened to a job. Nothing it started is alive any more.
struct JobOutcome {
  bool started = false;  ///< false: `output` says why
  bool exited = false;   ///< ended by itself, with `status`
  int status = 0;        ///< exit status
  int signal = 0;        ///< signal that ended it, 0 if exited
  bool wall_limit = false;
  bool cpu_limit = false;
  bool output_limit = false;
  bool process_limit = false;
  bool was_idle = false;       ///< it used hardly any processor time
  bool left_children = false;  ///< something it had started was killed
  std::string output;          ///< stdout and stderr
  std::string report;          ///< what came through the report pipe
  std::string nonce;
  std::chrono::microseconds wall{0};
  std::chrono::microseconds cpu{0};
  std::size_t peak_memory_mb = 0;
};

/// Runs a job to its end under its limits, then ends whatever it left.
/// Safe to call from several threads at a time.
/// @throws Interrupted after Ctrl+C, when everything has been ended.
JobOutcome supervise(const Job&);

}  // namespace grader
