/// @file
/// @brief One child process: started, awaited, killed, never left behind.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace course {

namespace asio = boost::asio;

/// How a process ended.
struct ExitStatus {
  int status = 0;  ///< what it returned, if it ended by itself
  int signal = 0;  ///< the signal that ended it, or 0

  /// True for the exit status 0.
  bool success() const noexcept { return status == 0 && signal == 0; }

  friend bool operator==(const ExitStatus&, const ExitStatus&) = default;
};

/// "exit status 3" or "signal 9 (Killed)".
inline std::string to_string(const ExitStatus& ended) {
  if (ended.signal == 0) {
    return "exit status " + std::to_string(ended.status);
  }
  const char* name = ::sigdescr_np(ended.signal);
  return "signal " + std::to_string(ended.signal) + " (" +
         (name ? name : "unknown") + ")";
}

/// What a process is started with.
struct Launch {
  std::string program;  ///< a path, or a name that PATH finds
  std::vector<std::string> arguments = {};    ///< argv, from argv[0] on
  std::vector<std::string> environment = {};  ///< "NAME=value", added
  int input = -1;          ///< its standard input; -1: /dev/null
  int output = -1;         ///< its standard output; -1: ours
  int errors = -1;         ///< its standard error; -1: ours
  int channel = -1;        ///< its descriptor 3; -1: none
  bool own_group = false;  ///< the leader of a process group of its own
};

namespace detail {

inline void throw_if_error(int error, const std::string& what) {
  if (error != 0) {
    throw std::system_error(error, std::generic_category(), what);
  }
}

/// What posix_spawn is to do between the copy and the new program. The
/// child gets the descriptors 0 to 3 and no other one of ours.
struct SpawnActions {
  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};

  explicit SpawnActions(const Launch& launch) {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
    if (launch.input < 0) {
      ::posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY,
                                         0);
    }
    move(launch.input, 0);
    move(launch.output, 1);
    move(launch.errors, 2);
    move(launch.channel, 3);
    ::posix_spawn_file_actions_addclosefrom_np(&files,
                                               launch.channel < 0 ? 3 : 4);
    // Signals that we ignore or hold back are our affair, not its.
    sigset_t signals;
    sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&attributes, &signals);
    ::posix_spawnattr_setflags(
        &attributes,
        static_cast<short>(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                           (launch.own_group ? POSIX_SPAWN_SETPGROUP : 0)));
  }
  ~SpawnActions() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;

 private:
  void move(int from, int to) {
    if (from >= 0) {
      ::posix_spawn_file_actions_adddup2(&files, from, to);
    }
  }
};

/// Starts the process; a copy of this one exists only inside the call, and
/// runs none of our code, so other threads do not matter.
inline pid_t spawn(const Launch& launch) {
  std::vector<char*> arguments;
  for (const std::string& argument : launch.arguments) {
    arguments.push_back(const_cast<char*>(argument.c_str()));
  }
  arguments.push_back(nullptr);
  std::vector<char*> environment;
  for (const std::string& variable : launch.environment) {
    environment.push_back(const_cast<char*>(variable.c_str()));
  }
  for (char** variable = environ; *variable; ++variable) {
    environment.push_back(*variable);
  }
  environment.push_back(nullptr);

  const SpawnActions actions(launch);
  pid_t child = -1;
  throw_if_error(::posix_spawnp(&child, launch.program.c_str(),
                                &actions.files, &actions.attributes,
                                arguments.data(), environment.data()),
                 "cannot start " + launch.program);
  return child;
}

}  // namespace detail

/// A child process. It is a child of this program from the constructor on,
/// and gone without a trace after the destructor.
///
/// How its end is noticed: the kernel gives a descriptor for a process (a
/// "pidfd") that becomes readable when the process ends. Nothing here
/// touches SIGCHLD or other people's children.
///
/// Threads: all calls on one executor, one at a time.
class Process {
 public:
  /// Starts the process.
  ///
  /// @throws std::system_error  if there is no such program, or no room for
  ///                            another process
  Process(const asio::any_io_executor& executor, const Launch& launch)
      : id_(detail::spawn(launch)),
        group_(launch.own_group),
        end_(executor) {
    const auto descriptor =
        static_cast<int>(::syscall(SYS_pidfd_open, id_, 0U));
    if (descriptor < 0) {
      const int error = errno;
      end_now();
      detail::throw_if_error(error, "pidfd_open");
    }
    end_.assign(descriptor);
  }

  /// Kills the process if it still runs, and takes its exit status, so that
  /// no zombie is left.
  ~Process() { end_now(); }

  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// The process id. After wait() has returned it may belong to another.
  pid_t id() const noexcept { return id_; }

  /// True until wait() has returned.
  bool running() const noexcept { return !status_; }

  /// Sends a signal, to the whole group if the process leads one. Does
  /// nothing when the process has ended.
  void kill(int signal = SIGKILL) noexcept {
    if (running()) {
      ::kill(group_ ? -id_ : id_, signal);
    }
  }

  /// Waits until the process has ended. May be called by several, and again
  /// when all is over.
  ///
  /// Cancellation: `operation_aborted`, and the process runs on.
  ///
  /// Lifetime: the object lives until it has returned.
  // [process-wait]
  asio::awaitable<ExitStatus> wait() {
    if (running()) {
      co_await end_.async_wait(asio::posix::stream_descriptor::wait_read,
                               asio::use_awaitable);
      take_status();
    }
    co_return *status_;
  }
  // [process-wait]

  /// Kills the process if it still runs, and takes its exit status.
  void end_now() noexcept {
    kill();
    take_status();
  }

 private:
  /// Asks for the exit status. The kernel keeps the process as a zombie
  /// until somebody does.
  void take_status() noexcept {
    int status = 0;
    while (running() && ::waitpid(id_, &status, 0) < 0) {
      if (errno != EINTR) {
        break;  // somebody else has taken it
      }
    }
    if (running()) {
      status_ = WIFSIGNALED(status)
                    ? ExitStatus{.signal = WTERMSIG(status)}
                    : ExitStatus{.status = WEXITSTATUS(status)};
    }
  }

  pid_t id_;
  bool group_;
  asio::posix::stream_descriptor end_;
  std::optional<ExitStatus> status_;
};

}  // namespace course
