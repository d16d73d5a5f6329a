#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <cstddef>

#include "syscall_filter.hpp"

namespace grader {

/// Everything a supervisor needs, prepared before the fork.
struct SupervisorOrders {
  char* const* arguments = nullptr;
  char* const* environment = nullptr;
  const char* folder = nullptr;  ///< null: the current one
  int control = -1;              ///< socket to the grader
  int output = -1;               ///< stdout and stderr of the job
  int report = -1;               ///< or -1
  int nonce = -1;                ///< or -1
  pid_t grader = -1;
  SyscallFilter* filter = nullptr;  ///< or null
  bool fixed_addresses = false;
  int children = -1;  ///< children allowed at a time, -1: any number
  std::size_t cpu_seconds = 0;
  std::size_t data_bytes = 0;
  std::size_t file_bytes = 0;
};

/// What a supervisor sends when all is over.
struct SupervisorReport {
  int start_error = 0;  ///< errno of what kept the job from starting
  int wait_status = 0;
  bool too_many_children = false;
  bool left_children = false;
  rusage used{};
};

/// Runs in a forked process of its own, between the grader and the job, and
/// never returns. It adopts every descendant of the job (subreaper), so
/// that none outlives the job: when the job ends, when the grader asks for
/// it (any byte on `control`) and when the grader itself is gone.
/// The grader has threads, so only what is safe after fork() is used here.
[[noreturn]] void run_supervisor(const SupervisorOrders&) noexcept;

}  // namespace grader
