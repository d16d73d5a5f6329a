#include "conversation.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <utility>
#include <vector>

#include "fuzz.hpp"
#include "http_server.hpp"
#include "log.hpp"

namespace capstone_fuzz {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace task_server;

namespace {

constexpr std::size_t most_pending = 4;

Task known_task(std::uint64_t number, TaskState state,
                std::string outcome) {
  return {.id = TaskId{number},
          .state = state,
          .request = {.kind = "noop", .input = "{}"},
          .outcome = std::move(outcome)};
}

/// The client's end: it never waits.
class Client {
 public:
  Client(int descriptor, std::string_view bytes, std::size_t piece)
      : socket_(descriptor), left_(bytes), piece_(std::max(piece, 1UL)) {}
  ~Client() { ::close(socket_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// Sends a piece and takes what has come.
  /// @return whether anything happened
  bool turn() {
    bool moved = send_piece();
    char bytes[4096];
    ssize_t size = 0;
    while ((size = ::recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT)) >
           0) {
      received.append(bytes, static_cast<std::size_t>(size));
      moved = true;
    }
    return moved;
  }

  std::string received;

 private:
  bool send_piece() {
    if (closed_) {
      return false;
    }
    const auto piece = left_.substr(0, piece_);
    const ssize_t sent = ::send(socket_, piece.data(), piece.size(),
                                MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && errno == EAGAIN) {
      return false;
    }
    // Who does not listen any more need not be told the rest.
    left_.remove_prefix(sent < 0 ? left_.size()
                                 : static_cast<std::size_t>(sent));
    if (left_.empty()) {
      ::shutdown(socket_, SHUT_WR);
      closed_ = true;
    }
    return true;
  }

  int socket_;
  std::string_view left_;
  std::size_t piece_;
  bool closed_ = false;
};

/// A server without a port and without workers.
class Server {
 public:
  Server()
      : service_(
            loop_.get_executor(), {.pending = most_pending, .tasks = 8},
            [](const asio::any_io_executor&)
                -> std::unique_ptr<WorkerPort> { return nullptr; },
            nullptr) {
    set_log_level("error");
    service_.table.restore(known_task(1, TaskState::pending, ""), "known");
    service_.table.restore(known_task(2, TaskState::completed, "{}"), "");
    service_.table.restore(known_task(3, TaskState::failed, "no"), "");
  }

  void serve(int descriptor, Client& client) {
    ended_ = false;
    asio::co_spawn(loop_,
                   serve_connection(
                       service_, tcp::socket(loop_, tcp::v4(), descriptor),
                       {.body = 2048}),
                   [this](std::exception_ptr failure) {
                     must(!failure, "no exception leaves a connection");
                     ended_ = true;
                   });
    for (bool told = false; !ended_;) {
      const bool moved = client.turn();
      if (turn() || moved) {
        continue;
      }
      // Who follows a task's events waits for its end.
      must(!told, "a connection ends when the client has closed it");
      cancel_tasks();
      told = true;
    }
    client.turn();
    turn();
    expect_all_gone();
  }

 private:
  /// @return whether anything happened
  bool turn() {
    loop_.restart();
    return loop_.poll() > 0;
  }

  void cancel_tasks() {
    std::vector<TaskId> pending;
    for (const Task* task :
         service_.table.list(TaskId{}, 100, TaskState::pending).tasks) {
      pending.push_back(task->id);
    }
    for (const TaskId id : pending) {
      service_.table.cancel(id);
    }
  }

  void expect_all_gone() {
    must(service_.http.connections == 0, "no connection is left");
    std::size_t tasks = 0;
    for (const TaskState state :
         {TaskState::pending, TaskState::running, TaskState::completed,
          TaskState::failed, TaskState::cancelled}) {
      tasks += service_.table.count(state);
    }
    must(tasks == service_.table.size(), "every task is in one state");
    must(service_.table.count(TaskState::pending) <= most_pending,
         "no more tasks wait than may");
  }

  asio::io_context loop_{1};
  bool ended_ = false;
  Service service_;
};

}  // namespace

std::string converse(std::string_view bytes, std::size_t piece) {
  int ends[2];
  must(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0,
       "there are sockets");
  Server server;
  Client client(ends[0], bytes, piece);
  server.serve(ends[1], client);
  return client.received;
}

}  // namespace capstone_fuzz
