#pragma once

#include <linux/filter.h>
#include <sys/types.h>

#include <vector>

namespace grader {

/// A filter of system calls for a program that is not trusted: no new
/// process (a forbidden one is ended by SIGSYS), no signal and no
/// debugger's access to other processes. It is made before the fork and
/// completed in the new process, where memory must not be allocated.
class SyscallFilter {
 public:
  /// @param children whether the program may start processes. If so it may
  /// signal any but those of the grader.
  explicit SyscallFilter(bool children);

  /// Fills in the process ids; safe after fork().
  void complete(pid_t self, pid_t supervisor, pid_t grader) noexcept;

  /// Applies the filter to the calling process, for ever; safe after
  /// fork(). @return false with errno set if the kernel refuses.
  bool apply() noexcept;

 private:
  std::vector<sock_filter> program_;
};

}  // namespace grader
