// A page to ask for, on this machine: its server answers after 100 ms.
#pragma once

#include <fcntl.h>
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// Answers one request, as slowly as a server on another continent.
class PageServer {
 public:
  /// Connects, asks, and returns the answer.
  std::string get() const {
    tcp::iostream stream(acceptor_.local_endpoint());
    stream << "GET / HTTP/1.0\r\n\r\n" << std::flush;
    return {std::istreambuf_iterator<char>(stream), {}};
  }

 private:
  using tcp = boost::asio::ip::tcp;

  void answer() {
    tcp::iostream stream(acceptor_.accept());
    std::string line;
    while (std::getline(stream, line) && line != "\r") {
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    stream << "HTTP/1.0 200 OK\r\nServer: example\r\nExpires: -1\r\n"
              "Cache-Control: private\r\nContent-Type: text/html\r\n\r\n";
  }

  boost::asio::io_context context_;
  tcp::acceptor acceptor_{context_,
                          {boost::asio::ip::address_v4::loopback(), 0}};
  std::jthread thread_{[this] { answer(); }};
};

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The lines "name: value" of an answer.
inline Headers split(const std::string& page) {
  Headers headers;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    const auto colon = line.find(": ");
    if (colon != std::string::npos) {
      headers.emplace_back(
          line.substr(0, colon),
          line.substr(colon + 2, line.find('\r') - colon - 2));
    }
  }
  return headers;
}

inline std::vector<std::string> formatted(const Headers& headers) {
  std::vector<std::string> lines;
  for (const auto& [name, value] : headers) {
    lines.push_back(fmt::format("{}:{}", name, value));
  }
  return lines;
}

inline int open_new(const std::string& path) {
  return open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
}
