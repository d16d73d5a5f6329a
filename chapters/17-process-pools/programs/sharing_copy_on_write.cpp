// recorded: measured
// What a child costs: nothing until somebody writes.
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

constexpr std::size_t mebibyte = std::size_t{1024} * 1024;

/// Memory that only this process has, in MiB.
double private_memory() {
  std::ifstream file("/proc/self/smaps_rollup");
  double kibibytes = 0;
  for (std::string word; file >> word;) {
    if (word == "Private_Clean:" || word == "Private_Dirty:") {
      double more = 0;
      file >> more;
      kibibytes += more;
    }
  }
  return kibibytes / 1024;
}

//! [sharing-copy-on-write]
void measure(std::size_t size) {
  std::vector<std::byte> data(size * mebibyte);
  const auto before = std::chrono::steady_clock::now();
  const pid_t child = ::fork();
  const std::chrono::duration<double, std::milli> took =
      std::chrono::steady_clock::now() - before;
  if (child == 0) {
    const double at_first = private_memory();
    for (std::size_t at = 0; at < data.size() / 4; at += 4096) {
      data[at] = std::byte{1};
    }
    fmt::print("{:5} MiB {:9.1f} MiB {:9.1f} MiB", size, at_first,
               private_memory());
    std::fflush(stdout);
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  fmt::print("{:10.2f} ms\n", took.count());
}
//! [sharing-copy-on-write]

int main() {
  fmt::print("parent     child: own, after a quarter     fork\n");
  std::fflush(stdout);
  for (const std::size_t size : {4, 64, 256}) {
    measure(size);
    std::fflush(stdout);
  }
}
