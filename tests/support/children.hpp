#pragma once

#include <sys/types.h>

#include <vector>

/// The child processes of a test host.
namespace course::testing {

/// The children of this process, whoever started them; also grandchildren
/// whose own parent has ended, while a RealCheck runs.
struct Children {
  std::vector<pid_t> running;
  /// Ended, but nobody has asked for their exit status.
  std::vector<pid_t> zombies;

  bool none() const { return running.empty() && zombies.empty(); }
};

/// The children at this moment, as the kernel lists them.
///
/// @throws std::system_error  if the list of processes cannot be read
Children children();

/// Takes the exit status of orphans: processes that a child has started in
/// a process group of its own, and that have ended after it, or with it.
/// Elsewhere the system's first process does that, and a program that kills
/// a group has no part in it; while a RealCheck runs they come to us.
void reap_orphans();

/// Kills the children that are left and takes their exit status.
void end_children();

}  // namespace course::testing
