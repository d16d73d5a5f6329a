#include "supervise.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "error.hpp"
#include "interrupt.hpp"
#include "pipe_ends.hpp"
#include "supervisor.hpp"
#include "words.hpp"

extern char** environ;

namespace grader {

namespace {

using Clock = std::chrono::steady_clock;

// A test host reports a few kilobytes; more is a flood.
constexpr std::size_t most_report_bytes = 8u << 20;

std::string new_nonce() {
  unsigned char bytes[16];
  if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
    out_of_resources();
  std::string text;
  for (unsigned char byte : bytes)
    text += fmt::format("{:02x}", byte);
  return text;
}

std::string_view name_of(std::string_view assignment) {
  return assignment.substr(0, assignment.find('='));
}

std::vector<std::string> environment_of(const Job& job) {
  std::vector<std::string> result = job.environment;
  if (!job.inherit_environment)
    return result;
  for (char** entry = environ; *entry; ++entry) {
    bool replaced = false;
    for (const std::string& own : job.environment)
      replaced = replaced || name_of(own) == name_of(*entry);
    if (!replaced)
      result.emplace_back(*entry);
  }
  return result;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts)
    result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// Reads what is there; false at the end of the stream.
template <class Sink>
bool drain(int descriptor, Sink&& sink) {
  char buffer[1 << 15];
  for (;;) {
    ssize_t count = ::read(descriptor, buffer, sizeof buffer);
    if (count > 0)
      sink(std::string_view(buffer, static_cast<std::size_t>(count)));
    else if (count == 0)
      return false;
    else if (errno != EINTR)
      return errno == EAGAIN;
  }
}

/// A started job, seen from the grader.
class Running {
 public:
  explicit Running(const Job& job) : job_(job) { start(); }

  ~Running() {
    control_.close();  // the supervisor ends everything when this goes
    if (supervisor_ > 0)
      while (::waitpid(supervisor_, nullptr, 0) < 0 && errno == EINTR) {
      }
  }

  JobOutcome finish() {
    while (!ended_) {
      wait();
      if (was_interrupted())
        throw Interrupted{};  // ~Running ends it
      if (job_.wall.count() && !outcome_.wall_limit &&
          Clock::now() - begin_ >= job_.wall) {
        outcome_.wall_limit = true;
        stop();
      }
    }
    // Everybody who could write is gone; read what is left.
    Clock::time_point patience = Clock::now() + std::chrono::seconds(1);
    while ((output_open_ || report_open_) && Clock::now() < patience)
      wait();
    outcome_.wall = std::chrono::duration_cast<std::chrono::microseconds>(
        Clock::now() - begin_);
    return std::move(outcome_);
  }

 private:
  void start() {
    Ends output = reading_pipe(), control = socket_pair();
    Ends report, nonce;
    std::vector<std::string> environment = environment_of(job_);
    if (job_.report) {
      report = reading_pipe();
      nonce = writing_pipe();
      outcome_.nonce = new_nonce();
      std::string line = outcome_.nonce + "\n";
      if (::write(nonce.ours.get(), line.data(), line.size()) !=
          static_cast<ssize_t>(line.size()))
        out_of_resources();
      nonce.ours.close();
      environment.push_back(fmt::format("COURSE_REPORT_FD={},{}",
                                        report.theirs.get(),
                                        nonce.theirs.get()));
    }
    std::vector<std::string> command = job_.command;
    auto arguments = pointers(command);
    auto variables = pointers(environment);
    std::optional<SyscallFilter> filter;
    if (job_.children)
      filter.emplace(*job_.children > 0, job_.catchable);

    SupervisorOrders orders;
    orders.arguments = arguments.data();
    orders.environment = variables.data();
    orders.folder = job_.folder.empty() ? nullptr : job_.folder.c_str();
    orders.control = control.theirs.get();
    orders.output = output.theirs.get();
    orders.report = report.theirs.get();
    orders.nonce = nonce.theirs.get();
    orders.grader = ::getpid();
    orders.filter = filter ? &*filter : nullptr;
    orders.fixed_addresses = job_.fixed_addresses;
    orders.children = job_.children.value_or(-1);
    orders.cpu_seconds = static_cast<std::size_t>(job_.cpu.count());
    orders.data_bytes = job_.memory_mb << 20;
    orders.file_bytes = job_.file_mb << 20;

    begin_ = Clock::now();
    supervisor_ = ::fork();
    if (supervisor_ == 0)
      run_supervisor(orders);
    if (supervisor_ < 0)
      out_of_resources();
    output_ = std::move(output.ours);
    report_ = std::move(report.ours);
    control_ = std::move(control.ours);
    output_open_ = true;
    report_open_ = job_.report;
  }

  void stop() { ::send(control_.get(), "k", 1, MSG_NOSIGNAL); }

  void wait() {
    pollfd watched[] = {
        {output_open_ ? output_.get() : -1, POLLIN, 0},
        {report_open_ ? report_.get() : -1, POLLIN, 0},
        {ended_ ? -1 : control_.get(), POLLIN, 0},
        {ended_ ? -1 : interrupt_descriptor(), POLLIN, 0},
    };
    ::poll(watched, 4, patience());
    if (watched[0].revents)
      output_open_ = drain(output_.get(), [&](auto text) { output(text); });
    if (watched[1].revents)
      report_open_ = drain(report_.get(), [&](auto text) { report(text); });
    if (watched[2].revents)
      receive();
  }

  int patience() const {
    if (ended_)
      return 100;
    if (!job_.wall.count() || outcome_.wall_limit)
      return -1;
    auto left = std::chrono::ceil<std::chrono::milliseconds>(
        begin_ + job_.wall - Clock::now());
    return static_cast<int>(std::max<long>(left.count(), 0));
  }

  void output(std::string_view text) {
    if (job_.on_output)
      job_.on_output(text);
    std::size_t most = job_.output_kb * 1024;
    if (most && outcome_.output.size() + text.size() > most) {
      text = text.substr(0, most - outcome_.output.size());
      flooded();
    }
    outcome_.output += text;
  }

  void report(std::string_view text) {
    if (outcome_.report.size() + text.size() > most_report_bytes)
      flooded();
    else
      outcome_.report += text;
  }

  void flooded() {
    if (!outcome_.output_limit)
      stop();
    outcome_.output_limit = true;
  }

  void receive() {
    SupervisorReport report;
    ssize_t size = ::recv(control_.get(), &report, sizeof report, 0);
    // ECONNRESET: the supervisor left without reading our "k". What it sent
    // comes with the next recv().
    if (size < 0 && (errno == EINTR || errno == ECONNRESET))
      return;
    ended_ = true;
    if (size != sizeof report) {
      outcome_.output += tr("the supervising process has been killed");
      return;
    }
    if (report.start_error) {
      outcome_.output = fmt::format("{}: {}", job_.command.front(),
                                    std::strerror(report.start_error));
      return;
    }
    outcome_.started = true;
    int status = report.wait_status;
    outcome_.exited = WIFEXITED(status);
    outcome_.status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    outcome_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    outcome_.left_children = report.left_children;
    outcome_.peak_memory_mb =
        static_cast<std::size_t>(report.used.ru_maxrss) / 1024;
    auto time = [](const timeval& value) {
      return std::chrono::seconds(value.tv_sec) +
             std::chrono::microseconds(value.tv_usec);
    };
    outcome_.cpu = time(report.used.ru_utime) + time(report.used.ru_stime);
    // The hard limit kills with SIGKILL what ignores SIGXCPU.
    outcome_.cpu_limit = outcome_.signal == SIGXCPU ||
                         (job_.cpu.count() && outcome_.cpu >= job_.cpu);
    outcome_.output_limit |= outcome_.signal == SIGXFSZ;
    // SIGSYS is the filter's answer to fork().
    outcome_.process_limit =
        report.too_many_children || outcome_.signal == SIGSYS;
    outcome_.was_idle = outcome_.cpu * 10 < Clock::now() - begin_;
  }

  const Job& job_;
  JobOutcome outcome_;
  Clock::time_point begin_;
  pid_t supervisor_ = -1;
  Descriptor output_, report_, control_;
  bool output_open_ = false;
  bool report_open_ = false;
  bool ended_ = false;
};

}  // namespace

JobOutcome supervise(const Job& job) {
  throw_if_interrupted();
  return Running(job).finish();
}

}  // namespace grader
