#include "port.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <stdexcept>
#include <string>

namespace acceptance {

namespace {

// Below the ports that the kernel gives to clients, so that no connection
// happens to have the number that a server is told.
constexpr int first_port = 20'000;
constexpr int last_port = 29'999;
constexpr int most_tries = 1'000;

bool can_listen(unsigned short number) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(number);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool could = ::bind(socket, reinterpret_cast<sockaddr*>(&address),
                            sizeof address) == 0 &&
                     ::listen(socket, 1) == 0;
  ::close(socket);
  return could;
}

/// A name in the kernel that goes with the process: who has it has the
/// port.
/// @return -1 if another process has it
int claim(unsigned short number) {
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = "task-server-port-" + std::to_string(number);
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) +
                                           1 + name.size());
  if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0) {
    return socket;
  }
  ::close(socket);
  return -1;
}

}  // namespace

Port::Port() {
  std::random_device random;
  std::uniform_int_distribution<int> any(first_port, last_port);
  for (int i = 0; i < most_tries; ++i) {
    number_ = static_cast<unsigned short>(any(random));
    claim_ = claim(number_);
    if (claim_ >= 0 && can_listen(number_)) {
      return;
    }
    ::close(claim_);
  }
  throw std::runtime_error("no port is free");
}

Port::~Port() {
  ::close(claim_);
}

bool Port::is_free() const {
  return can_listen(number_);
}

}  // namespace acceptance
