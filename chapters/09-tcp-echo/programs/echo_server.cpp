// recorded: no
// The echo server on its own: talk to it with nc or telnet, stop it with
// ^C.
#include "echo_server.hpp"

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace asio = boost::asio;
using asio::ip::tcp;

/// Serves on this port of 127.0.0.1 until Ctrl+C.
//! [tcp-echo-main]
void run_server(unsigned short port) {
  echo::Shared shared;  // before the loop: its coroutines refer to it
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), port});
  fmt::print("try: nc localhost {}\n", acceptor.local_endpoint().port());
  std::fflush(stdout);
  asio::co_spawn(loop, echo::serve(acceptor, shared), asio::detached);
  asio::co_spawn(loop, echo::stop_at_ctrl_c(acceptor, shared),
                 asio::detached);
  loop.run();
  fmt::print("stopped\n");
}
//! [tcp-echo-main]

int main(int argc, char** argv) {
  unsigned short port = 8888;
  if (argc > 1) {
    const char* end = argv[1] + std::strlen(argv[1]);
    const auto [rest, error] = std::from_chars(argv[1], end, port);
    if (error != std::errc{} || rest != end) {
      fmt::print(stderr, "not a port: {}\n", argv[1]);
      return EXIT_FAILURE;
    }
  }
  try {
    run_server(port);
  } catch (const boost::system::system_error& error) {
    fmt::print(stderr, "cannot listen on port {}: {}\n", port,
               error.code().message());
    return EXIT_FAILURE;
  }
}
