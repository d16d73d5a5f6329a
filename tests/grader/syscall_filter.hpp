#pragma once

#include <linux/filter.h>
#include <sys/types.h>

#include <vector>

namespace grader {

/// A filter of system calls for a program that is not trusted: no signal
/// and no debugger's access to other processes, and either no new process
/// (SIGSYS ends the program) or each one only after the supervisor has been
/// asked. It is made before the fork and completed in the new process,
/// where memory must not be allocated.
class SyscallFilter {
 public:
  /// @param children whether the program may ask for processes. If so it
  /// may signal any process but those of the grader.
  /// @param catchable whether it may catch the SIGSYS that ends it
  SyscallFilter(bool children, bool catchable);

  /// Fills in the process ids; safe after fork().
  void complete(pid_t self, pid_t supervisor, pid_t grader) noexcept;

  /// Applies the filter to the calling process, for ever; safe after
  /// fork(). @return with children, the descriptor on which the questions
  /// arrive, else 0; -1 with errno set if the kernel refuses.
  int apply() noexcept;

 private:
  bool children_;
  std::vector<sock_filter> program_;
};

}  // namespace grader
