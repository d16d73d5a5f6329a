#include "process_requests.hpp"

#include <linux/seccomp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>

#include "descendants.hpp"

namespace grader {

namespace {

/// A message of one byte that carries one descriptor.
struct DescriptorMessage {
  char byte = 'd';
  iovec bytes{&byte, 1};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
  msghdr header{};

  DescriptorMessage() {
    header.msg_iov = &bytes;
    header.msg_iovlen = 1;
    header.msg_control = control;
    header.msg_controllen = sizeof control;
  }
};

}  // namespace

bool send_descriptor(int socket, int descriptor) noexcept {
  DescriptorMessage message;
  cmsghdr* part = CMSG_FIRSTHDR(&message.header);
  part->cmsg_level = SOL_SOCKET;
  part->cmsg_type = SCM_RIGHTS;
  part->cmsg_len = CMSG_LEN(sizeof descriptor);
  std::memcpy(CMSG_DATA(part), &descriptor, sizeof descriptor);
  return ::sendmsg(socket, &message.header, MSG_NOSIGNAL) == 1;
}

int receive_descriptor(int socket) noexcept {
  DescriptorMessage message;
  if (::recvmsg(socket, &message.header, MSG_CMSG_CLOEXEC) != 1)
    return -1;
  cmsghdr* part = CMSG_FIRSTHDR(&message.header);
  if (!part || part->cmsg_type != SCM_RIGHTS)
    return -1;
  int descriptor = -1;
  std::memcpy(&descriptor, CMSG_DATA(part), sizeof descriptor);
  return descriptor;
}

bool answer_process_request(int listener, int most) noexcept {
  // The kernel's structures may be larger than those of our headers.
  alignas(8) char question_bytes[512] = {};
  alignas(8) char answer_bytes[512] = {};
  auto* question = reinterpret_cast<seccomp_notif*>(question_bytes);
  auto* answer = reinterpret_cast<seccomp_notif_resp*>(answer_bytes);
  if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, question) != 0)
    return true;  // who asked is gone
  // The program itself is one of the descendants.
  bool allowed = for_descendants(0) - 1 < most;
  answer->id = question->id;
  if (allowed)
    answer->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  else
    answer->error = -EAGAIN;
  ::ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, answer);
  return allowed;
}

}  // namespace grader
