#include "syscall_filter.hpp"

#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <memory>

#include "error.hpp"
#include "words.hpp"

namespace grader {

namespace {

// Stand for process ids that are known only after the fork. No process id
// is that large (the kernel's limit is 2^22).
constexpr unsigned self_mark = 0x7ffffff1;
constexpr unsigned supervisor_mark = 0x7ffffff2;
constexpr unsigned grader_mark = 0x7ffffff3;

using Context = std::remove_pointer_t<scmp_filter_ctx>;

/// What happens to a system call that makes a process.
void rule_for_processes(scmp_filter_ctx context, std::uint32_t action) {
  // A thread is a clone with CLONE_THREAD: those stay allowed.
  seccomp_rule_add(context, action, SCMP_SYS(clone), 1,
                   SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
  seccomp_rule_add(context, action, SCMP_SYS(fork), 0);
  seccomp_rule_add(context, action, SCMP_SYS(vfork), 0);
  // Its flags are behind a pointer, which no filter can read. glibc falls
  // back to clone.
  seccomp_rule_add(context, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

void forbid_signals(scmp_filter_ctx context, bool children) {
  const int by_process[] = {SCMP_SYS(kill), SCMP_SYS(tgkill),
                            SCMP_SYS(rt_sigqueueinfo),
                            SCMP_SYS(rt_tgsigqueueinfo)};
  for (int call : by_process) {
    if (!children) {
      seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 1,
                       SCMP_A0(SCMP_CMP_NE, self_mark, 0));
      continue;
    }
    for (unsigned mark : {supervisor_mark, grader_mark})
      seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 1,
                       SCMP_A0(SCMP_CMP_MASKED_EQ, 0xffffffff, mark));
    // -1, every process: the kernel looks at the lower half only.
    seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, 0xffffffff, 0xffffffff));
  }
  for (int call : {SCMP_SYS(tkill), SCMP_SYS(pidfd_send_signal),
                   SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
                   SCMP_SYS(process_vm_writev), SCMP_SYS(pidfd_getfd)})
    seccomp_rule_add(context, SCMP_ACT_ERRNO(EPERM), call, 0);
}

std::vector<sock_filter> exported(scmp_filter_ctx context) {
  int file = ::memfd_create("filter", MFD_CLOEXEC);
  std::vector<sock_filter> program;
  if (file >= 0 && seccomp_export_bpf(context, file) == 0) {
    off_t size = ::lseek(file, 0, SEEK_END);
    program.resize(static_cast<std::size_t>(size) / sizeof(sock_filter));
    if (::pread(file, program.data(), static_cast<std::size_t>(size), 0) !=
        size)
      program.clear();
  }
  if (file >= 0)
    ::close(file);
  return program;
}

}  // namespace

SyscallFilter::SyscallFilter(bool children, bool catchable)
    : children_(children) {
  std::unique_ptr<Context, decltype(&seccomp_release)> context(
      seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  if (context) {
    rule_for_processes(context.get(), children    ? SCMP_ACT_NOTIFY
                                      : catchable ? SCMP_ACT_TRAP
                                                  : SCMP_ACT_KILL_PROCESS);
    forbid_signals(context.get(), children);
    program_ = exported(context.get());
  }
  if (program_.empty())
    throw InputError(
        tr("cannot make a filter of system calls (libseccomp)"));
}

void SyscallFilter::complete(pid_t self, pid_t supervisor,
                             pid_t grader) noexcept {
  for (sock_filter& instruction : program_) {
    if (instruction.k == self_mark)
      instruction.k = static_cast<unsigned>(self);
    else if (instruction.k == supervisor_mark)
      instruction.k = static_cast<unsigned>(supervisor);
    else if (instruction.k == grader_mark)
      instruction.k = static_cast<unsigned>(grader);
  }
}

int SyscallFilter::apply() noexcept {
  sock_fprog program{static_cast<unsigned short>(program_.size()),
                     program_.data()};
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return -1;
  unsigned flags = children_ ? SECCOMP_FILTER_FLAG_NEW_LISTENER : 0;
  return static_cast<int>(
      ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program));
}

}  // namespace grader
