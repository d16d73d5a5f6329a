// The echo server with /stats and /quit: all of it but main().
#pragma once

#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <set>
#include <string>

namespace echo {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// [tcp-echo-shared]
/// What all sessions share. They run on one thread and none of them awaits
/// in the middle of an update, so it needs no lock.
struct Shared {
  std::set<tcp::socket*> clients;  // connected now
  int messages = 0;                // since the server started
};

/// A client is connected for as long as this object of its session lives.
class Presence {
 public:
  Presence(Shared& shared, tcp::socket& client)
      : shared_(shared), client_(client) {
    shared_.clients.insert(&client_);
  }
  ~Presence() { shared_.clients.erase(&client_); }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;

 private:
  Shared& shared_;
  tcp::socket& client_;
};
// [tcp-echo-shared]

// [tcp-echo-session]
inline asio::awaitable<void> send(tcp::socket& client, std::string text) {
  co_await asio::async_write(client, asio::buffer(text),
                             asio::use_awaitable);
}

inline asio::awaitable<std::string> read_line(tcp::socket& client,
                                              std::string& buffer) {
  constexpr std::size_t longest = 4096;
  const std::size_t length = co_await asio::async_read_until(
      client, asio::dynamic_buffer(buffer, longest), '\n',
      asio::use_awaitable);
  std::string line = buffer.substr(0, length - 1);
  buffer.erase(0, length);
  if (line.ends_with('\r')) {
    line.pop_back();  // telnet ends its lines with "\r\n"
  }
  co_return line;
}

inline asio::awaitable<void> session(tcp::socket client, Shared& shared) {
  const Presence presence(shared, client);
  std::string buffer;
  co_await send(client, "welcome; commands: /stats, /quit\n");
  for (;;) {
    const std::string line = co_await read_line(client, buffer);
    ++shared.messages;
    if (line == "/quit") {
      co_await send(client, "bye\n");
      co_return;
    }
    co_await send(client,
                  line == "/stats"
                      ? fmt::format("clients: {}, messages: {}\n",
                                    shared.clients.size(), shared.messages)
                      : fmt::format("echo: {}\n", line));
  }
}
// [tcp-echo-session]

// [tcp-echo-server]
/// Says how a session ended. It is the session's completion handler: an
/// exception comes to its end here, not in run().
inline void report(int number, const std::exception_ptr& error) {
  std::string how = "left";
  try {
    if (error) {
      std::rethrow_exception(error);
    }
  } catch (const boost::system::system_error& lost) {
    how = lost.code() == asio::error::eof ? how : lost.code().message();
  } catch (const std::exception& failure) {
    how = failure.what();
  }
  fmt::print("client {}: {}\n", number, how);
}

inline asio::awaitable<void> serve(tcp::acceptor& acceptor,
                                   Shared& shared) {
  asio::steady_timer pause(acceptor.get_executor());
  for (int number = 0; acceptor.is_open();) {
    auto [error, client] =
        co_await acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
    if (!error) {
      fmt::print("client {}: connected\n", ++number);
      asio::co_spawn(
          acceptor.get_executor(), session(std::move(client), shared),
          [number](const std::exception_ptr& end) { report(number, end); });
    } else if (error != asio::error::operation_aborted) {
      fmt::print("cannot accept: {}\n", error.message());
      pause.expires_after(std::chrono::seconds(1));
      co_await pause.async_wait(asio::use_awaitable);
    }
  }
}
// [tcp-echo-server]

// [tcp-echo-ctrl-c]
/// Waits for Ctrl+C, then lets no client in and no more lines: each session
/// finishes the answer it is at, reads the end of the stream, and ends.
inline asio::awaitable<void> stop_at_ctrl_c(tcp::acceptor& acceptor,
                                            Shared& shared) {
  asio::signal_set signals(acceptor.get_executor(), SIGINT, SIGTERM);
  co_await signals.async_wait(asio::use_awaitable);
  fmt::print("stopping; clients: {}\n", shared.clients.size());
  acceptor.close();
  for (tcp::socket* client : shared.clients) {
    error_code gone;  // one that has just left is no reason to stop
    client->shutdown(tcp::socket::shutdown_receive, gone);
  }
}
// [tcp-echo-ctrl-c]

}  // namespace echo
