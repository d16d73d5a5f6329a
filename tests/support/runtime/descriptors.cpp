#include "descriptors.hpp"

#include <fcntl.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "busy.hpp"

namespace virtual_time {

bool wait_for_descriptors(std::span<pollfd> descriptors,
                          Nanoseconds deadline, Reason reason) {
  prepare_to_wait();
  Guard guard;
  if (real::poll(descriptors.data(), descriptors.size(), 0) > 0) {
    return true;
  }
  if (deadline <= world.now) {
    return false;
  }
  Wait wait(reason, nullptr, deadline);
  wait.descriptors = descriptors;
  park(guard, wait);
  return wait.done && !wait.timed_out;
}

bool would_block(int descriptor, short events) {
  const long flags = real::call(SYS_fcntl, descriptor, F_GETFL);
  return flags >= 0 && (flags & O_NONBLOCK) == 0 &&
         !real::ready(descriptor, events);
}

const char* kind_of_wait(const pollfd& descriptor) {
  int listens = 0;
  socklen_t size = sizeof listens;
  if (descriptor.events & POLLIN) {
    const bool asked =
        real::call(SYS_getsockopt, descriptor.fd, SOL_SOCKET, SO_ACCEPTCONN,
                   real::address(&listens), real::address(&size)) == 0;
    return asked && listens ? "accept" : "read";
  }
  constexpr unsigned char syn_sent = 2;
  tcp_info info{};
  size = sizeof info;
  const bool asked =
      real::call(SYS_getsockopt, descriptor.fd, IPPROTO_TCP, TCP_INFO,
                 real::address(&info), real::address(&size)) == 0;
  return asked && info.tcpi_state == syn_sent ? "connect" : "write";
}

}  // namespace virtual_time
