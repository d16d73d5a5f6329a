#include "server_child.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "http_load.hpp"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

void open_pipe(std::array<int, 2>& ends) {
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
}

course::Launch launch_of(std::vector<std::string> command, int output) {
  command.insert(command.end(), {"--port", "0"});
  const std::string program = command.front();
  return {.program = program,
          .arguments = std::move(command),
          .output = output};
}

std::string first_line(int descriptor) {
  std::string line;
  char letter = 0;
  while (::read(descriptor, &letter, 1) == 1 && letter != '\n') {
    line += letter;
  }
  return line;
}

}  // namespace

ServerChild::ServerChild(asio::io_context& loop,
                         std::vector<std::string> command)
    : program_(command.front()),
      begin_((open_pipe(output_), Clock::now())),
      process_(loop.get_executor(),
               launch_of(std::move(command), output_[1])) {
  ::close(output_[1]);
  const std::string line = first_line(output_[0]);
  ::close(output_[0]);
  unsigned number = 0;
  if (std::sscanf(line.c_str(), "http://127.0.0.1:%u/", &number) != 1) {
    throw std::runtime_error(program_ + " has not started: " + line);
  }
  port_ = static_cast<unsigned short>(number);
  Client client(loop, port_);
  run(loop, client.ask(get_request("0")));
  start_time_ = Clock::now() - begin_;
}

Seconds ServerChild::processor_time() const {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(process_.id(), &clock) != 0 ||
      ::clock_gettime(clock, &time) != 0) {
    throw std::runtime_error(program_ + " has ended");
  }
  return std::chrono::seconds(time.tv_sec) +
         std::chrono::nanoseconds(time.tv_nsec);
}

std::size_t ServerChild::memory() const {
  std::ifstream file("/proc/" + std::to_string(process_.id()) + "/statm");
  std::size_t all = 0;
  std::size_t resident = 0;
  if (!(file >> all >> resident)) {
    throw std::runtime_error(program_ + " has ended");
  }
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

Seconds ServerChild::stop() {
  const auto begin = Clock::now();
  process_.kill(SIGTERM);
  siginfo_t ended{};
  ::waitid(P_PID, static_cast<id_t>(process_.id()), &ended,
           WEXITED | WNOWAIT);
  const Seconds time = Clock::now() - begin;
  process_.end_now();
  if (ended.si_code != CLD_EXITED || ended.si_status != 0) {
    throw std::runtime_error(program_ + " has not ended well");
  }
  return time;
}

}  // namespace bench
