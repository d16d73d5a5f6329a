// check: ForkCall.LeavesNothingBehind
// diagnosis: descriptor-left
// The loop waits for a copy of the reading end, and the original stays.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

#include "fork_call.hpp"

namespace {

void write_all(int out, std::string words) {
  while (!words.empty()) {
    const ssize_t size = ::write(out, words.data(), words.size());
    if (size <= 0) {
      ::_exit(2);
    }
    words.erase(0, static_cast<std::size_t>(size));
  }
}

}  // namespace

asio::awaitable<std::string> fork_call(Work work) {
  int ends[2];
  if (::pipe(ends) != 0) {
    throw std::runtime_error("no pipe");
  }
  const pid_t child = ::fork();
  if (child == 0) {
    int status = 0;
    try {
      write_all(ends[1], work());
    } catch (const std::exception& error) {
      write_all(ends[1], error.what());
      status = 1;
    }
    ::_exit(status);
  }
  ::close(ends[1]);
  asio::posix::stream_descriptor in(co_await asio::this_coro::executor,
                                    ::dup(ends[0]));
  std::string words;
  co_await asio::async_read(in, asio::dynamic_buffer(words),
                            asio::as_tuple(asio::use_awaitable));
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 2) {
    throw std::runtime_error("the child has died");
  }
  if (WEXITSTATUS(status) == 1) {
    throw std::runtime_error(words);
  }
  co_return words;
}
