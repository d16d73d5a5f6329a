// recorded: measured
// The three ways to a new process, timed: fork, fork + exec, posix_spawn.
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>
#include <vector>

constexpr int rounds = 100;

using Arguments = std::array<char*, 3>;

Arguments myself() {
  static char name[] = "sharing_cost";
  static char word[] = "child";
  return {name, word, nullptr};
}

//! [sharing-ways]
pid_t by_fork() {
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(0);
  }
  return child;
}

pid_t by_fork_and_exec() {
  const pid_t child = ::fork();
  if (child == 0) {
    ::execv("/proc/self/exe", myself().data());
    ::_exit(127);  // execv returns only if it failed
  }
  return child;
}

pid_t by_spawn() {
  pid_t child = 0;
  ::posix_spawn(&child, "/proc/self/exe", nullptr, nullptr, myself().data(),
                ::environ);
  return child;
}
//! [sharing-ways]

void measure(std::string_view name, pid_t (*start)()) {
  const auto before = std::chrono::steady_clock::now();
  for (int i = 0; i < rounds; ++i) {
    ::waitpid(start(), nullptr, 0);
  }
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - before;
  fmt::print("{:12} {:6.2f} ms\n", name, took.count() / rounds);
}

int main(int argc, char**) {
  if (argc > 1) {
    return 0;  // the child: it has started, and that was all
  }
  measure("fork", by_fork);
  measure("fork + exec", by_fork_and_exec);
  measure("posix_spawn", by_spawn);
  constexpr std::size_t mebibyte = std::size_t{1024} * 1024;
  const std::vector<char> big(256 * mebibyte, 'x');
  fmt::print("with {} MiB of memory\n", big.size() / mebibyte);
  measure("fork", by_fork);
  measure("fork + exec", by_fork_and_exec);
  measure("posix_spawn", by_spawn);
}
