#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise.hpp"
#include "supervise.hpp"

namespace grader {

/// One run of a test host.
struct HostRequest {
  std::filesystem::path executable;
  std::string check;   ///< "Suite.Name"
  std::string preset;  ///< "asan" and "tsan" get sanitizer options
  Limits limits;
  std::filesystem::path scratch;  ///< folder for temporary directories
  std::vector<std::string> environment{};  ///< NAME=value, added
  /// It runs a program of the user's own, as the user would run it: in this
  /// folder, with the user's environment, and with no limit of processes
  /// and memory. Empty: it runs in a temporary folder under all limits.
  std::filesystem::path as_user_in{};
};

/// Exit status that sanitizers use for what they found.
inline constexpr int sanitizer_status = 66;

/// What a host reported and how it ended.
struct HostOutcome {
  JobOutcome ended;
  std::vector<std::string> records;  ///< lines that carry the right nonce
  bool foreign_records = false;      ///< others came too: somebody forges
};

/// Runs student code: the only function that does. It gives the host its
/// own session, an empty temporary directory, resource limits and a filter
/// of system calls; afterwards no process and no file of it is left. These
/// are limits, not a sandbox: the host can read what the user can read. A
/// stronger sandbox replaces this function; until then reports say
/// "limits only: for submissions you trust".
/// Safe to call from several threads at a time.
/// @throws Interrupted after Ctrl+C.
HostOutcome launch_host(const HostRequest&);

}  // namespace grader
