// Reading, writing and connecting, on descriptors in blocking mode.
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "blocking.hpp"
#include "descriptors.hpp"
#include "in_flight.hpp"
#include "scheduler.hpp"

VIRTUAL_TIME_CHAIN(accept);
VIRTUAL_TIME_CHAIN(accept4);
VIRTUAL_TIME_CHAIN(connect);
VIRTUAL_TIME_CHAIN(getaddrinfo);
VIRTUAL_TIME_CHAIN(read);
VIRTUAL_TIME_CHAIN(readv);
VIRTUAL_TIME_CHAIN(recv);
VIRTUAL_TIME_CHAIN(recvfrom);
VIRTUAL_TIME_CHAIN(recvmsg);
VIRTUAL_TIME_CHAIN(send);
VIRTUAL_TIME_CHAIN(sendmsg);
VIRTUAL_TIME_CHAIN(write);
VIRTUAL_TIME_CHAIN(writev);

using namespace virtual_time;

namespace {

/// Waits, in the time that applies, until the call will not block.
void wait_until_ready(int descriptor, short events, const char* what) {
  if ((!in_session() && !in_handler()) ||
      !would_block(descriptor, events)) {
    return;
  }
  const BlockingScope scope(what);
  pollfd polled{descriptor, events, 0};
  if (in_session()) {
    wait_for_descriptors({&polled, 1}, never);
  } else {
    real::poll(&polled, 1, never);
  }
}

void before_reading(int descriptor, int flags = 0) {
  if ((flags & MSG_DONTWAIT) == 0) {
    wait_until_ready(descriptor, POLLIN, "read");
  }
}

void before_writing(int descriptor, int flags = 0) {
  if ((flags & MSG_DONTWAIT) == 0) {
    wait_until_ready(descriptor, POLLOUT, "write");
  }
}

/// Connects in non-blocking mode, so that the wait can be a parked one.
int connect_in_session(int descriptor, const sockaddr* address,
                       socklen_t size, long flags) {
  real::call(SYS_fcntl, descriptor, F_SETFL, flags | O_NONBLOCK);
  int result = VIRTUAL_TIME_REAL(connect)(descriptor, address, size);
  int error = result == 0 ? 0 : errno;
  if (error == EINPROGRESS) {
    pollfd polled{descriptor, POLLOUT, 0};
    wait_for_descriptors({&polled, 1}, never);
    socklen_t error_size = sizeof error;
    real::call(SYS_getsockopt, descriptor, SOL_SOCKET, SO_ERROR,
               real::address(&error), real::address(&error_size));
    result = error == 0 ? 0 : -1;
  }
  real::call(SYS_fcntl, descriptor, F_SETFL, flags);
  if (error == EAGAIN) {  // a full queue of a local socket: it must wait
    const Outside outside;
    return VIRTUAL_TIME_REAL(connect)(descriptor, address, size);
  }
  errno = error;
  return result;
}

int remember(int descriptor) {
  if (descriptor >= 0 && in_session()) {
    Guard guard;
    connections.add(descriptor);
  }
  return descriptor;
}

}  // namespace

extern "C" {

ssize_t read(int descriptor, void* buffer, size_t size) {
  before_reading(descriptor);
  return VIRTUAL_TIME_REAL(read)(descriptor, buffer, size);
}
ssize_t readv(int descriptor, const iovec* buffers, int count) {
  before_reading(descriptor);
  return VIRTUAL_TIME_REAL(readv)(descriptor, buffers, count);
}
ssize_t recv(int descriptor, void* buffer, size_t size, int flags) {
  before_reading(descriptor, flags);
  return VIRTUAL_TIME_REAL(recv)(descriptor, buffer, size, flags);
}
ssize_t recvfrom(int descriptor, void* buffer, size_t size, int flags,
                 sockaddr* address, socklen_t* address_size) {
  before_reading(descriptor, flags);
  return VIRTUAL_TIME_REAL(recvfrom)(descriptor, buffer, size, flags,
                                     address, address_size);
}
ssize_t recvmsg(int descriptor, msghdr* message, int flags) {
  before_reading(descriptor, flags);
  return VIRTUAL_TIME_REAL(recvmsg)(descriptor, message, flags);
}

ssize_t write(int descriptor, const void* buffer, size_t size) {
  before_writing(descriptor);
  return VIRTUAL_TIME_REAL(write)(descriptor, buffer, size);
}
ssize_t writev(int descriptor, const iovec* buffers, int count) {
  before_writing(descriptor);
  return VIRTUAL_TIME_REAL(writev)(descriptor, buffers, count);
}
ssize_t send(int descriptor, const void* buffer, size_t size, int flags) {
  before_writing(descriptor, flags);
  return VIRTUAL_TIME_REAL(send)(descriptor, buffer, size, flags);
}
ssize_t sendmsg(int descriptor, const msghdr* message, int flags) {
  before_writing(descriptor, flags);
  return VIRTUAL_TIME_REAL(sendmsg)(descriptor, message, flags);
}

int accept(int descriptor, sockaddr* address, socklen_t* size) {
  wait_until_ready(descriptor, POLLIN, "accept");
  return remember(VIRTUAL_TIME_REAL(accept)(descriptor, address, size));
}
int accept4(int descriptor, sockaddr* address, socklen_t* size, int flags) {
  wait_until_ready(descriptor, POLLIN, "accept");
  return remember(
      VIRTUAL_TIME_REAL(accept4)(descriptor, address, size, flags));
}

int connect(int descriptor, const sockaddr* address, socklen_t size) {
  const long flags = real::call(SYS_fcntl, descriptor, F_GETFL);
  const bool may_block = flags >= 0 && (flags & O_NONBLOCK) == 0;
  if (!may_block || (!in_session() && !in_handler())) {
    return VIRTUAL_TIME_REAL(connect)(descriptor, address, size);
  }
  const BlockingScope scope("connect");
  if (!in_session()) {
    return VIRTUAL_TIME_REAL(connect)(descriptor, address, size);
  }
  remember(descriptor);
  return connect_in_session(descriptor, address, size, flags);
}

// The thread keeps its turn: in virtual time a look-up takes no time.
int getaddrinfo(const char* host, const char* service,
                const addrinfo* hints, addrinfo** result) {
  const BlockingScope scope("resolve");
  return VIRTUAL_TIME_REAL(getaddrinfo)(host, service, hints, result);
}
}
