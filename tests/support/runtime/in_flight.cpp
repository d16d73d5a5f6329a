#include "in_flight.hpp"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace virtual_time {

[[clang::no_destroy]] constinit Connections connections;

namespace {

constexpr Nanoseconds patience = 45'000'000;

/// States of RFC 9293 by the kernel's numbers.
enum TcpState : unsigned char {
  established = 1,
  syn_sent = 2,
  syn_received = 3,
  fin_wait_1 = 4,
  fin_wait_2 = 5,
  close_wait = 8,
  last_ack = 9,
  closing = 11,
};

/// An address and a port, comparable.
struct End {
  unsigned char address[16];
  in_port_t port;
  bool operator==(const End&) const = default;
};

End end_of(const sockaddr_storage& from) {
  End end{};
  if (from.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(from);
    std::memcpy(end.address, &v6.sin6_addr, sizeof end.address);
    end.port = v6.sin6_port;
  } else {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(from);
    end.address[10] = end.address[11] = 0xff;  // as a mapped IPv6 address
    std::memcpy(end.address + 12, &v4.sin_addr, 4);
    end.port = v4.sin_port;
  }
  return end;
}

struct Connection {
  End here, there;
  unsigned char state;
  std::uint64_t sent, received, unsent;
  bool window_open;
};

int option(int socket, int level, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  real::call(SYS_getsockopt, socket, level, name, real::address(&value),
             real::address(&size));
  return value;
}

bool look_at(int socket, Connection& connection) {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (real::call(SYS_getsockopt, socket, IPPROTO_TCP, TCP_INFO,
                 real::address(&info), real::address(&size)) != 0) {
    return false;
  }
  sockaddr_storage here{}, there{};
  socklen_t here_size = sizeof here, there_size = sizeof there;
  real::call(SYS_getsockname, socket, real::address(&here),
             real::address(&here_size));
  real::call(SYS_getpeername, socket, real::address(&there),
             real::address(&there_size));
  connection = {.here = end_of(here),
                .there = end_of(there),
                .state = info.tcpi_state,
                .sent = info.tcpi_bytes_sent - info.tcpi_bytes_retrans,
                .received = info.tcpi_bytes_received,
                .unsent = info.tcpi_notsent_bytes,
                .window_open = info.tcpi_snd_wnd >= info.tcpi_snd_mss};
  return true;
}

bool has_peer(unsigned char state) {
  return state == established || state == fin_wait_2 || state == close_wait;
}

/// Whether something of this end is still on its way, as far as it knows.
bool under_way(const Connection& connection,
               const PageVector<Connection>& all) {
  switch (connection.state) {
    case syn_sent:
    case syn_received:
    case fin_wait_1:  // it has said goodbye and the other has not heard
    case last_ack:
    case closing:
      return true;
    default:
      break;
  }
  if (!has_peer(connection.state)) {
    return false;
  }
  if (connection.unsent > 0 && connection.window_open) {
    return true;
  }
  for (const Connection& other : all) {
    if (other.here == connection.there && other.there == connection.here) {
      return connection.sent != other.received;
    }
  }
  // The other end is in another process, or closed here: then its last
  // bytes and its goodbye may be under way.
  return connection.state == established;
}

}  // namespace

void Connections::add(int socket) {
  const int domain = option(socket, SOL_SOCKET, SO_DOMAIN);
  if (option(socket, SOL_SOCKET, SO_TYPE) == SOCK_STREAM &&
      (domain == AF_INET || domain == AF_INET6) &&
      std::ranges::find(sockets_, socket) == sockets_.end()) {
    sockets_.push_back(socket);
  }
}

void Connections::forget(int socket) {
  std::erase(sockets_, socket);
}

void Connections::clear() {
  sockets_.clear();
  last_seen_ = given_up_ = 0;
}

bool Connections::bytes_under_way() {
  if (sockets_.empty()) {
    return false;
  }
  PageVector<Connection> all;
  all.reserve(sockets_.size());
  std::uint64_t counters = 14695981039346656037U;
  const auto mix = [&](std::uint64_t value) {
    counters = (counters ^ value) * 1099511628211U;
  };
  for (const int socket : sockets_) {
    Connection connection{};
    if (look_at(socket, connection)) {
      all.push_back(connection);
      mix(connection.here.port);
      mix(connection.state);
      mix(connection.sent);
      mix(connection.received);
      mix(connection.unsent);
    }
  }
  if (counters == given_up_ ||
      std::ranges::none_of(all, [&](const Connection& connection) {
        return under_way(connection, all);
      })) {
    return false;
  }
  const Nanoseconds now = real::now();
  if (counters != last_seen_) {
    last_seen_ = counters;
    unchanged_since_ = now;
  } else if (now - unchanged_since_ > patience) {
    given_up_ = counters;
    return false;
  }
  // An acknowledgement that the kernel delays may be what all wait for.
  for (const int socket : sockets_) {
    const int yes = 1;
    real::call(SYS_setsockopt, socket, IPPROTO_TCP, TCP_QUICKACK,
               real::address(&yes), sizeof yes);
  }
  return true;
}

}  // namespace virtual_time
