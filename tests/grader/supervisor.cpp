#include "supervisor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>

#include "descendants.hpp"
#include "process_requests.hpp"

namespace grader {

namespace {

/// Closes every descriptor from 3 on, except those given. Descriptors of
/// other jobs that run at the same time were inherited by the fork.
void close_all_but(std::initializer_list<int> kept) {
  int sorted[8];
  int count = 0;
  for (int descriptor : kept)
    if (descriptor >= 3)
      sorted[count++] = descriptor;
  std::sort(sorted, sorted + count);
  unsigned first = 3;
  auto close_range_to = [&](unsigned last) {
    if (first > last || ::close_range(first, last, 0) == 0)
      return;
    for (unsigned i = first; i <= std::min(last, 4096u); ++i)
      ::close(static_cast<int>(i));
  };
  for (int i = 0; i < count; ++i) {
    auto descriptor = static_cast<unsigned>(sorted[i]);
    if (descriptor > 0)
      close_range_to(descriptor - 1);
    first = descriptor + 1;
  }
  close_range_to(~0u);
}

void limit(int resource, std::size_t soft, std::size_t hard) {
  rlimit limits{soft, hard};
  rlimit old{};
  if (::getrlimit(static_cast<__rlimit_resource>(resource), &old) == 0 &&
      old.rlim_max != RLIM_INFINITY) {
    limits.rlim_max = std::min(limits.rlim_max, old.rlim_max);
    limits.rlim_cur = std::min(limits.rlim_cur, limits.rlim_max);
  }
  ::setrlimit(static_cast<__rlimit_resource>(resource), &limits);
}

void apply_limits(const SupervisorOrders& orders) {
  limit(RLIMIT_CORE, 0, 0);
  if (orders.cpu_seconds)
    limit(RLIMIT_CPU, orders.cpu_seconds, orders.cpu_seconds + 1);
  if (orders.data_bytes)
    limit(RLIMIT_DATA, orders.data_bytes, orders.data_bytes);
  if (orders.file_bytes)
    limit(RLIMIT_FSIZE, orders.file_bytes, orders.file_bytes);
  if (orders.filter)
    limit(RLIMIT_NOFILE, 1024, 1024);
}

/// The new process becomes the job.
/// @param requests where the supervisor awaits the filter's listener
[[noreturn]] void become_job(const SupervisorOrders& orders,
                             pid_t supervisor, int requests) {
  auto fail = [&] {
    int error = errno;
    SupervisorReport report;
    report.start_error = error;
    ::send(orders.control, &report, sizeof report, MSG_NOSIGNAL);
    ::_exit(127);
  };
  ::setsid();
  for (int signal = 1; signal < 32; ++signal)
    ::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);

  int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
  ::dup2(null, 0);
  ::dup2(orders.output, 1);
  ::dup2(orders.output, 2);
  close_all_but({orders.control, orders.report, orders.nonce, requests});
  for (int descriptor : {orders.report, orders.nonce})
    if (descriptor >= 0)
      ::fcntl(descriptor, F_SETFD, 0);
  if (orders.folder && ::chdir(orders.folder) != 0)
    fail();
  if (orders.fixed_addresses)
    ::personality(ADDR_NO_RANDOMIZE);
  apply_limits(orders);
  if (orders.filter) {
    orders.filter->complete(::getpid(), supervisor, orders.grader);
    int listener = orders.filter->apply();
    if (listener < 0 ||
        (listener > 0 && !send_descriptor(requests, listener)))
      fail();
    if (listener > 0)
      ::close(listener);
  }
  ::execvpe(orders.arguments[0], orders.arguments, orders.environment);
  fail();
  ::_exit(127);
}

class Supervisor {
 public:
  Supervisor(const SupervisorOrders& orders, pid_t job, int signals,
             int requests)
      : orders_(orders),
        job_(job),
        signals_(signals),
        requests_(requests) {}

  [[noreturn]] void run() {
    while (!job_ended_) {
      pollfd watched[] = {{signals_, POLLIN, 0},
                          {stopping_ ? -1 : orders_.control, POLLIN, 0},
                          {stopping_ ? -1 : requests_, POLLIN, 0}};
      ::poll(watched, 3, -1);
      if (watched[0].revents) {
        signalfd_siginfo ignored;
        while (::read(signals_, &ignored, sizeof ignored) > 0) {
        }
      }
      reap();
      // A byte, or the end of the grader: either way all has to go.
      if (watched[1].revents)
        stop();
      if (watched[2].revents)
        answer_request();
    }
    end_descendants();
    ::send(orders_.control, &report_, sizeof report_, MSG_NOSIGNAL);
    ::_exit(0);
  }

 private:
  void stop() {
    stopping_ = true;
    ::kill(job_, SIGKILL);
  }

  void answer_request() {
    if (!listening_) {
      // The job sends the descriptor that its questions arrive on.
      int listener = receive_descriptor(requests_);
      ::close(requests_);
      requests_ = listener;
      listening_ = true;
    } else if (!answer_process_request(requests_, orders_.children)) {
      report_.too_many_children = true;
      stop();
    }
  }

  void reap() {
    for (;;) {
      int status = 0;
      rusage used{};
      pid_t pid = ::wait4(-1, &status, WNOHANG, &used);
      if (pid <= 0)
        return;
      if (pid != job_)
        continue;
      job_ended_ = true;
      report_.wait_status = status;
      report_.used = used;
    }
  }

  // What was started and not awaited is a child of this process by now, or
  // a child of such a child. Stopped first, so that none forks meanwhile.
  void end_descendants() {
    for (int round = 0;
         ::wait4(-1, nullptr, WNOHANG, nullptr) >= 0 || errno != ECHILD;
         ++round) {
      for_descendants(SIGSTOP);
      if (for_descendants(SIGKILL) > 0)
        report_.left_children = true;
      if (round > 0)
        ::poll(nullptr, 0, 1);
    }
  }

  const SupervisorOrders& orders_;
  pid_t job_;
  int signals_;
  int requests_;  ///< first a socket, then the filter's listener
  bool listening_ = false;
  bool job_ended_ = false;
  bool stopping_ = false;
  SupervisorReport report_;
};

}  // namespace

void run_supervisor(const SupervisorOrders& orders) noexcept {
  // Its own session: Ctrl+C goes to the grader alone, which then ends us.
  ::setsid();
  for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
    ::signal(signal, SIG_IGN);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  close_all_but(
      {orders.control, orders.output, orders.report, orders.nonce});
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  ::sigprocmask(SIG_SETMASK, &set, nullptr);
  int signals = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);

  int requests[2] = {-1, -1};
  if (orders.children > 0)
    ::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, requests);
  pid_t self = ::getpid();
  pid_t job = ::fork();
  if (job == 0)
    become_job(orders, self, requests[1]);
  if (job < 0 || signals < 0) {
    SupervisorReport report;
    report.start_error = errno;
    ::send(orders.control, &report, sizeof report, MSG_NOSIGNAL);
    if (job > 0)
      ::kill(job, SIGKILL);
    ::_exit(1);
  }
  // The grader waits for the end of these pipes: let no copy stay open.
  ::close(orders.output);
  if (orders.report >= 0)
    ::close(orders.report);
  if (orders.nonce >= 0)
    ::close(orders.nonce);
  if (requests[1] >= 0)
    ::close(requests[1]);
  Supervisor(orders, job, signals, requests[0]).run();
}

}  // namespace grader
