// A child closes its copy of a socket, and its parent's loop goes deaf.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/connect_pair.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <iostream>
#include <string_view>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
using asio::io_context;
using Socket = asio::local::stream_protocol::socket;

//! [sharing-notify-wait]
asio::awaitable<void> listen(Socket& socket) {
  char letter = 0;
  asio::steady_timer deadline(co_await asio::this_coro::executor, 100ms);
  const auto outcome =
      co_await (socket.async_read_some(asio::buffer(&letter, 1),
                                       asio::use_awaitable) ||
                deadline.async_wait(asio::use_awaitable));
  std::cout << (outcome.index() == 0 ? "the parent reads its byte"
                                     : "the parent hears nothing")
            << std::endl;
}
//! [sharing-notify-wait]

//! [sharing-notify]
void play(bool tell_the_loop) {
  io_context loop;
  Socket here(loop);
  Socket there(loop);
  asio::local::connect_pair(here, there);
  asio::co_spawn(loop, listen(here), asio::detached);
  loop.poll();  // the parent waits for its byte

  if (tell_the_loop) {
    loop.notify_fork(io_context::fork_prepare);
  }
  const pid_t child = ::fork();
  if (child == 0) {
    if (tell_the_loop) {
      loop.notify_fork(io_context::fork_child);
    }
    here.close();  // the child has no use for it
    ::_exit(0);
  }
  if (tell_the_loop) {
    loop.notify_fork(io_context::fork_parent);
  }
  ::waitpid(child, nullptr, 0);
  asio::write(there, asio::buffer("!", 1));
  loop.run();
}
//! [sharing-notify]

int main() {
  std::cout << "the loop is not told: ";
  play(false);
  std::cout << "the loop is told: ";
  play(true);
}
