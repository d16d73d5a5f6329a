#include "descendants.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace grader {

namespace {

struct Process {
  pid_t id;
  pid_t parent;
  bool descends;
};

// One supervisor looks at one table at a time, and must not allocate.
constexpr int most_processes = 1 << 15;
Process processes[most_processes];

/// Reads parent and state from /proc/PID/stat: `PID (name) S PARENT ...`.
bool read_process(int folder, const char* name, Process& process) {
  char path[64];
  std::size_t length = std::strlen(name);
  if (length > 20)
    return false;
  std::memcpy(path, name, length);
  std::memcpy(path + length, "/stat", 6);
  int file = ::openat(folder, path, O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return false;
  char text[512];
  ssize_t size = ::read(file, text, sizeof text - 1);
  ::close(file);
  if (size <= 0)
    return false;
  text[size] = 0;
  // The name may hold blanks and brackets: look for the last one.
  const char* end = std::strrchr(text, ')');
  if (!end || end[1] != ' ' || end[2] == 'Z' || end[2] == 'X')
    return false;
  process = {static_cast<pid_t>(std::atol(name)),
             static_cast<pid_t>(std::atol(end + 4)), false};
  return true;
}

int read_processes() {
  int folder = ::open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0)
    return 0;
  int count = 0;
  alignas(8) char buffer[1 << 15];
  for (;;) {
    long size = ::syscall(SYS_getdents64, folder, buffer, sizeof buffer);
    if (size <= 0)
      break;
    for (long at = 0; at < size;) {
      auto* entry = reinterpret_cast<dirent64*>(buffer + at);
      at += entry->d_reclen;
      if (entry->d_name[0] < '1' || entry->d_name[0] > '9')
        continue;
      if (count < most_processes &&
          read_process(folder, entry->d_name, processes[count]))
        ++count;
    }
  }
  ::close(folder);
  return count;
}

}  // namespace

int for_descendants(int signal) noexcept {
  int count = read_processes();
  pid_t self = ::getpid();
  auto descends = [&](pid_t parent) {
    return parent == self ||
           std::any_of(processes, processes + count, [&](const Process& p) {
             return p.id == parent && p.descends;
           });
  };
  int found = 0;
  for (bool more = true; more;) {
    more = false;
    for (Process* p = processes; p != processes + count; ++p)
      if (!p->descends && descends(p->parent)) {
        p->descends = more = true;
        ++found;
        if (signal)
          ::kill(p->id, signal);
      }
  }
  return found;
}

}  // namespace grader
