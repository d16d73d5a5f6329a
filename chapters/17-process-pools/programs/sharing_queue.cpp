// Two workers take tasks from one queue and put results into another.
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/generic/seq_packet_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <iostream>
#include <system_error>
#include <vector>

namespace asio = boost::asio;
using Socket = asio::generic::seq_packet_protocol::socket;

//! [sharing-queue-worker]
/// A queue between processes: what goes in at one end comes out at the
/// other, message by message.
struct Queue {
  int in = -1;
  int out = -1;
};

Queue make_queue() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends.data()) != 0) {
    throw std::system_error(errno, std::generic_category(), "socketpair");
  }
  return {ends[0], ends[1]};
}

[[noreturn]] void work(Queue tasks, Queue results) {
  ::close(tasks.in);  // else this worker waits for its own messages
  int number = 0;
  while (::recv(tasks.out, &number, sizeof number, 0) > 0) {
    const int square = number * number;
    ::send(results.in, &square, sizeof square, 0);
  }
  ::_exit(0);
}
//! [sharing-queue-worker]

//! [sharing-queue-parent]
asio::awaitable<void> put_tasks(Socket tasks) {
  for (int number = 1; number <= 6; ++number) {
    co_await tasks.async_send(asio::buffer(&number, sizeof number), 0,
                              asio::use_awaitable);
  }
}  // the last end to put into is closed: the workers see the end

asio::awaitable<void> get_results(Socket results) {
  std::vector<int> squares;
  for (;;) {
    int square = 0;
    asio::socket_base::message_flags flags = 0;
    const auto [error, size] = co_await results.async_receive(
        asio::buffer(&square, sizeof square), flags,
        asio::as_tuple(asio::use_awaitable));
    if (error || size == 0) {
      break;  // every worker has ended
    }
    squares.push_back(square);
  }
  std::ranges::sort(squares);
  for (const int square : squares) {
    std::cout << square << ' ';
  }
  std::cout << std::endl;
}
//! [sharing-queue-parent]

int main() {
  const Queue tasks = make_queue();
  const Queue results = make_queue();
  for (int i = 0; i < 2; ++i) {
    if (::fork() == 0) {
      work(tasks, results);
    }
  }
  ::close(tasks.out);
  ::close(results.in);
  asio::io_context loop;
  const asio::generic::seq_packet_protocol protocol(AF_UNIX, 0);
  asio::co_spawn(loop, put_tasks(Socket(loop, protocol, tasks.in)),
                 asio::detached);
  asio::co_spawn(loop, get_results(Socket(loop, protocol, results.out)),
                 asio::detached);
  loop.run();
  while (::wait(nullptr) > 0) {
  }
}
