#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "launch_host.hpp"
#include "verdict.hpp"

namespace grader {

/// A call that blocked the thread of the event loop.
struct BlockedRecord {
  std::chrono::microseconds at{0}, lasted{0};
  std::string what;
  std::vector<std::uint64_t> frames;
};

struct CrashRecord {
  int signal = 0;
  std::vector<std::uint64_t> frames;
};

struct EndRecord {
  std::string verdict, message, expected, seen, diagnosis, model;
  int step = 0;
  std::chrono::microseconds elapsed{0};
  std::vector<TimelineInterval> timeline;
};

/// What a host reported about one check.
struct Records {
  std::vector<Step> story;
  std::vector<BlockedRecord> blocked;
  std::optional<CrashRecord> crash;
  std::string uncaught;  ///< why std::terminate was called, or empty
  std::optional<EndRecord> end;
  /// Records that no host writes: without the nonce, malformed, about
  /// another check, or after the end.
  bool forged = false;
};

/// Reads the records of the check `name`; never throws for what is in them.
Records read_records(const HostOutcome&, std::string_view name);

}  // namespace grader
