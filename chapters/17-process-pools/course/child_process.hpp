/// @file
/// @brief Another program run as a child: its output, its end, its limit.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "process.hpp"

namespace course {

/// A program to run.
struct Program {
  std::string name;                         ///< a path, or found in PATH
  std::vector<std::string> arguments = {};  ///< after the name
  /// How long it may run; nothing: as long as it likes.
  std::optional<std::chrono::nanoseconds> limit = {};
  /// How long it may take to clean up when it was told to end.
  std::chrono::nanoseconds grace = std::chrono::seconds(1);
  bool with_errors = false;  ///< its standard error is read as well
};

/// How a run has ended.
struct ProgramEnd {
  ExitStatus status;
  bool timed_out = false;  ///< it was told to end, because of the limit
};

namespace detail {

/// A line that is longer is an error.
inline constexpr std::size_t longest_line = std::size_t{1024} * 1024;

/// A pipe whose ends no other child process inherits.
struct Pipe {
  int read_end = -1;
  int write_end = -1;

  Pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) {
      throw_if_error(errno, "pipe");
    }
    read_end = ends[0];
    write_end = ends[1];
  }
  ~Pipe() {
    ::close(write_end);
    if (read_end >= 0) {
      ::close(read_end);
    }
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
};

inline Launch launch_of(const Program& program, int output) {
  Launch launch{.program = program.name,
                .arguments = {program.name},
                .output = output,
                .errors = program.with_errors ? output : -1,
                .own_group = true};
  launch.arguments.insert(launch.arguments.end(), program.arguments.begin(),
                          program.arguments.end());
  return launch;
}

/// What the timer shares with the coroutine that reads.
class RunningProgram : public std::enable_shared_from_this<RunningProgram> {
 public:
  RunningProgram(const asio::any_io_executor& executor,
                 const Program& program, Pipe&& pipe)
      : process(executor, launch_of(program, pipe.write_end)),
        output(executor, std::exchange(pipe.read_end, -1)),
        timer_(executor) {}

  Process process;
  asio::readable_pipe output;
  bool timed_out = false;

  // [process-limit]
  /// First the request to end, then the end: SIGTERM can be handled,
  /// SIGKILL cannot. Both go to the group, because a program that is killed
  /// leaves behind what it has started itself.
  void end_after(std::chrono::nanoseconds limit,
                 std::chrono::nanoseconds grace) {
    after(limit, [this, grace] {
      timed_out = true;
      process.kill(SIGTERM);
      after(grace, [this] {
        process.kill(SIGKILL);
        // Whoever has left the group may still hold the other end.
        boost::system::error_code ignored;
        output.close(ignored);
      });
    });
  }
  // [process-limit]

 private:
  void after(std::chrono::nanoseconds delay, std::function<void()> act) {
    timer_.expires_after(delay);
    timer_.async_wait([weak = weak_from_this(), act = std::move(act)](
                          boost::system::error_code error) {
      const auto still_runs = weak.lock();
      if (still_runs && !error) {
        act();
      }
    });
  }

  asio::steady_timer timer_;
};

}  // namespace detail

/// Runs a program to its end and hands over each line of its output as soon
/// as it is there, without the newline. Its standard input is empty.
///
/// When the limit has passed, the program and what it has started get
/// SIGTERM, and SIGKILL after the grace. So it ends in any case.
///
/// @return  how it ended; an exit status that is not 0 is no exception
/// @throws std::system_error  if there is no such program
///
/// Errors: what `on_line` throws ends the program and is passed on.
///
/// Cancellation: the program is killed; `operation_aborted` is thrown.
///
/// It runs in a process group of its own, so Ctrl+C does not reach it. If
/// this program is killed, it lives on until it writes.
///
/// Source: document 001, what asyncio is used for (subprocesses).
inline asio::awaitable<ProgramEnd> run_program(
    Program program, std::function<void(std::string_view)> on_line) {
  const auto running = std::make_shared<detail::RunningProgram>(
      co_await asio::this_coro::executor, program, detail::Pipe());
  if (program.limit) {
    running->end_after(*program.limit, program.grace);
  }
  std::string text;
  for (;;) {
    const auto [error, size] = co_await asio::async_read_until(
        running->output, asio::dynamic_buffer(text, detail::longest_line),
        '\n', asio::as_tuple(asio::use_awaitable));
    if (error) {
      if (!text.empty()) {
        on_line(text);  // the last line has no newline
      }
      if (error != asio::error::eof && !running->timed_out) {
        throw boost::system::system_error(error);
      }
      break;
    }
    on_line(std::string_view(text).substr(0, size - 1));
    text.erase(0, size);
  }
  const ExitStatus status = co_await running->process.wait();
  co_return ProgramEnd{status, running->timed_out};
}

}  // namespace course
