#pragma once

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "descriptor.hpp"
#include "error.hpp"
#include "words.hpp"

namespace grader {

/// Both ends of a pipe; neither is inherited by other programs.
struct Ends {
  Descriptor ours, theirs;
};

[[noreturn]] inline void out_of_resources() {
  throw InputError(tr("cannot start a process: {}", std::strerror(errno)));
}

inline Ends reading_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    out_of_resources();
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

inline Ends writing_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    out_of_resources();
  return {Descriptor(ends[1]), Descriptor(ends[0])};
}

inline Ends socket_pair() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
    out_of_resources();
  return {Descriptor(ends[0]), Descriptor(ends[1])};
}

}  // namespace grader
