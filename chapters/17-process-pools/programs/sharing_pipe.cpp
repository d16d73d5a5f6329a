// A child reports through a pipe, and the parent reads it on its loop.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect_pipe.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <boost/asio/write.hpp>
#include <iostream>
#include <string>

namespace asio = boost::asio;

//! [sharing-pipe]
void measure(asio::writable_pipe out) {
  for (const int celsius : {20, 21, 23}) {
    asio::write(out, asio::buffer(std::to_string(celsius) + "\n"));
  }
}

asio::awaitable<void> collect(asio::readable_pipe in) {
  std::string text;
  for (;;) {
    const auto [error, size] = co_await asio::async_read_until(
        in, asio::dynamic_buffer(text), '\n',
        asio::as_tuple(asio::use_awaitable));
    if (error) {
      std::cout << "then: " << error.message() << std::endl;
      co_return;
    }
    std::cout << "read " << text.substr(0, size - 1) << std::endl;
    text.erase(0, size);
  }
}

int main() {
  asio::io_context loop;
  asio::readable_pipe in(loop);
  asio::writable_pipe out(loop);
  asio::connect_pipe(in, out);
  loop.notify_fork(asio::io_context::fork_prepare);
  const pid_t child = ::fork();
  if (child == 0) {
    loop.notify_fork(asio::io_context::fork_child);
    in.close();
    measure(std::move(out));
    ::_exit(0);
  }
  loop.notify_fork(asio::io_context::fork_parent);
  out.close();  // else there is no end of file
  asio::co_spawn(loop, collect(std::move(in)), asio::detached);
  loop.run();
  ::waitpid(child, nullptr, 0);
}
//! [sharing-pipe]
