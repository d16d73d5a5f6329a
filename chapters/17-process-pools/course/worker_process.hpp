/// @file
/// @brief One worker process as its parent sees it.
#pragma once

#include <sys/socket.h>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>
#include <boost/system/error_code.hpp>
#include <cerrno>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "frame.hpp"
#include "process.hpp"
#include "worker.hpp"

namespace course {

namespace detail {

/// Two connected sockets that no other child process inherits.
struct SocketPair {
  int ours = -1;
  int theirs = -1;

  SocketPair() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
      throw_if_error(errno, "socketpair");
    }
    ours = ends[0];
    theirs = ends[1];
  }
  ~SocketPair() {
    ::close(theirs);
    if (ours >= 0) {
      ::close(ours);
    }
  }
  SocketPair(const SocketPair&) = delete;
  SocketPair& operator=(const SocketPair&) = delete;
};

inline Launch launch_of_worker(int channel) {
  return {.program = "/proc/self/exe",
          .arguments = {"course-worker"},
          .environment = {std::string(worker_variable) + "=" +
                          std::to_string(::getpid())},
          .channel = channel};
}

}  // namespace detail

/// A worker: this program, started once more, with a private socket between
/// the two. Its other end is in no other process, so it ends when either of
/// them does.
///
/// The program must begin its main with is_worker(). What the frames mean
/// is for others to say.
///
/// Threads: all calls on one executor, one at a time. Linux kills a worker
/// when the *thread* that has started it ends; start it on one that stays.
class WorkerProcess : public std::enable_shared_from_this<WorkerProcess> {
 public:
  /// Starts a worker. Use std::make_shared: what is being sent keeps it
  /// alive.
  ///
  /// @throws std::system_error  if no process can be started
  explicit WorkerProcess(const asio::any_io_executor& executor)
      : WorkerProcess(executor, detail::SocketPair()) {}

  pid_t id() const noexcept { return process_.id(); }

  /// Queues a frame and returns at once. That it cannot arrive is told by
  /// read() and wait(), not here.
  ///
  /// @throws FrameTooLarge  and then nothing is sent
  void send(std::string_view contents) {
    append_frame(queued_, contents);
    if (!sending_) {
      write_queued();
    }
  }

  /// The next frame from the worker, valid until the next call; nothing
  /// when it has closed its end, as it does when it ends.
  ///
  /// Errors: those of read_frame().
  asio::awaitable<std::optional<std::string_view>> read() {
    return read_frame(socket_, received_);
  }

  /// Tells the worker that nothing more will come. It ends when it has
  /// answered what it has.
  void close() noexcept {
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
  }

  void kill(int signal = SIGKILL) noexcept { process_.kill(signal); }

  /// Waits for the end of the process; see Process::wait().
  asio::awaitable<ExitStatus> wait() { return process_.wait(); }

  /// Kills the worker and takes its exit status, here and now. Who reads
  /// or waits is told.
  void end_now() noexcept {
    process_.end_now();
    boost::system::error_code ignored;
    socket_.close(ignored);
  }

 private:
  using Socket = asio::local::stream_protocol::socket;

  WorkerProcess(const asio::any_io_executor& executor,
                detail::SocketPair&& ends)
      : process_(executor, detail::launch_of_worker(ends.theirs)),
        socket_(executor, asio::local::stream_protocol(),
                std::exchange(ends.ours, -1)) {}

  void write_queued() {
    sending_ = true;
    sent_.clear();
    sent_.swap(queued_);
    asio::async_write(socket_, asio::buffer(sent_),
                      [self = shared_from_this()](
                          boost::system::error_code error, std::size_t) {
                        self->sending_ = false;
                        if (!error && !self->queued_.empty()) {
                          self->write_queued();
                        }
                      });
  }

  Process process_;
  Socket socket_;
  FrameDecoder received_;
  std::string queued_;  ///< goes out when sent_ has gone
  std::string sent_;    ///< is on its way
  bool sending_ = false;
};

}  // namespace course
