#include "crew.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <string>
#include <thread>

namespace course::testing {

namespace {

using namespace std::chrono_literals;

bool sleeps(pid_t child) {
  std::ifstream file("/proc/" + std::to_string(child) + "/stat");
  std::string text;
  std::getline(file, text);
  const auto end_of_name = text.rfind(')');
  return end_of_name != std::string::npos &&
         text.at(end_of_name + 2) == 'S';
}

/// Whoever has computed for so long, and should do a few things only,
/// spins.
constexpr auto long_computation = 50ms;

bool waits(pid_t child) {
  clockid_t clock = 0;
  timespec computed{};
  return sleeps(child) || ::clock_getcpuclockid(child, &clock) != 0 ||
         ::clock_gettime(clock, &computed) != 0 ||
         std::chrono::seconds(computed.tv_sec) +
                 std::chrono::nanoseconds(computed.tv_nsec) >
             long_computation;
}

}  // namespace

Crew::~Crew() {
  for (const pid_t child : running_) {
    ::kill(child, SIGKILL);
  }
  reap(0);
}

void Crew::start(const std::function<void()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      work();
    } catch (...) {
      ::_exit(1);
    }
    ::_exit(0);
  }
  running_.push_back(child);
}

std::size_t Crew::settle() {
  return settle(30, &sleeps);
}

void Crew::pause() {
  settle(3, &waits);
}

std::size_t Crew::settle(int looks, bool (*rests)(pid_t)) {
  for (int quiet = 0; quiet < looks && !running_.empty(); ++quiet) {
    std::this_thread::sleep_for(1ms);
    reap(WNOHANG);
    if (!std::ranges::all_of(running_, rests)) {
      quiet = -1;
    }
  }
  return running_.size();
}

void Crew::reap(int options) {
  std::erase_if(running_, [options](pid_t child) {
    return ::waitpid(child, nullptr, options) == child;
  });
}

}  // namespace course::testing
