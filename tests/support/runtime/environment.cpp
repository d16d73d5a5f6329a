// What the environment asks for, before the program begins:
// COURSE_VIRTUAL_TIME=1 runs all of it in virtual time, and
// COURSE_WATCH_BLOCKING=<descriptor or path> writes each blocking call
// there as it happens.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "blocking.hpp"
#include "virtual_time.hpp"

extern "C" {
/// One variable, however many copies of this code a program loads (it may
/// be linked with one and have another preloaded).
int course_virtual_time_started = 0;
}

namespace {

constexpr int status_of_verdict = 3;

void stop_program(const char* verdict) {
  std::fflush(stdout);
  std::fprintf(stderr, "virtual time: %s\n", verdict);
  _exit(status_of_verdict);
}

int descriptor_for(const char* name) {
  char* end = nullptr;
  const long number = std::strtol(name, &end, 10);
  if (*name != '\0' && *end == '\0') {
    return static_cast<int>(number);
  }
  const int file =
      open(name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0) {
    std::fprintf(stderr, "COURSE_WATCH_BLOCKING: cannot write %s: %s\n",
                 name, std::strerror(errno));
    std::exit(2);
  }
  return file;
}

[[gnu::constructor]] void start() {
  using namespace virtual_time;
  if (course_virtual_time_started++ != 0) {
    return;
  }
  world.real_start = real::now();
  if (const char* name = std::getenv("COURSE_WATCH_BLOCKING")) {
    write_records_to(descriptor_for(name));
  }
  const char* wanted = std::getenv("COURSE_VIRTUAL_TIME");
  if (wanted && std::strcmp(wanted, "1") == 0) {
    on_deadlock(stop_program);
    install();
  }
}

}  // namespace
