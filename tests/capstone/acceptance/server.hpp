#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <course/process.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "port.hpp"

/// The server that is checked, in whatever language. Known about it: the
/// command that starts it, HTTP, signals, and who its workers are.
namespace acceptance {

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// How long a server may take for what takes milliseconds. The variable
/// COURSE_PATIENCE sets other seconds, for tests of the suite itself.
extern const std::chrono::seconds patience;

/// How long it may take for what it has a time limit of its own for, or a
/// lot of work.
extern const std::chrono::seconds long_patience;

/// The last of what a server has written, and how much it was.
struct Output;

/// Who gets a signal: the server's own process, or that and all processes
/// that it has started.
enum class To { server, group };

/// A server that runs. When the object goes, it is killed with all
/// processes of its group.
class Server {
 public:
  /// Starts it and waits until it listens.
  ///
  /// @throws ExpectationFailed  if it ends instead, or never listens
  static asio::awaitable<std::unique_ptr<Server>> start(int workers = 2);

  ~Server();

  /// Starts it once more, on the same port, when it has ended.
  asio::awaitable<void> start_again();

  asio::ip::tcp::endpoint address() const;
  pid_t id() const { return process_->id(); }
  std::vector<pid_t> workers() const;
  const Port& port() const { return port_; }

  /// Waits until it has so many workers.
  ///
  /// @param diagnosis  what it means if that never happens
  asio::awaitable<void> until_workers(std::size_t count,
                                      std::string_view diagnosis);

  void signal(int number, To to = To::server);

  /// Waits until its process has ended; nothing if it does not.
  asio::awaitable<std::optional<course::ExitStatus>> ended_within(
      std::chrono::steady_clock::duration time);

  /// Fails the check, and tells whether the server has ended, is silent or
  /// has closed a connection.
  ///
  /// @param wanted     what was expected, a sentence
  /// @param diagnosis  what it means if it is silent
  /// @throws ExpectationFailed  always
  asio::awaitable<void> complain(std::string wanted,
                                 boost::system::error_code error,
                                 std::string_view diagnosis = {});

 private:
  explicit Server(int workers);
  asio::awaitable<void> launch();
  asio::awaitable<void> until_it_listens();

  int workers_;
  Port port_;
  std::optional<course::Process> process_;
  std::shared_ptr<Output> output_;
};

}  // namespace acceptance
