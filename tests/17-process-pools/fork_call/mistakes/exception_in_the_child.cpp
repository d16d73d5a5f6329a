// check: ForkCall.ThrowsWhatTheFunctionThrows
// diagnosis: exception-in-the-child
// Nothing catches the exception in the child.
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect_pipe.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/writable_pipe.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <stdexcept>
#include <string>

#include "fork_call.hpp"

namespace {

/// How the child ends.
enum Ending { answered = 0, threw = 1, lost = 2 };

/// The child's whole life.
[[noreturn]] void live(const Work& work, asio::writable_pipe& out) {
  asio::write(out, asio::buffer(work()));
  ::_exit(answered);
}

}  // namespace

asio::awaitable<std::string> fork_call(Work work) {
  const auto executor = co_await asio::this_coro::executor;
  asio::readable_pipe in(executor);
  asio::writable_pipe out(executor);
  asio::connect_pipe(in, out);
  const pid_t child = ::fork();
  if (child == 0) {
    live(work, out);
  }
  out.close();
  std::string words;
  co_await asio::async_read(in, asio::dynamic_buffer(words),
                            asio::as_tuple(asio::use_awaitable));
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) == lost) {
    throw std::runtime_error("the child has died");
  }
  if (WEXITSTATUS(status) == threw) {
    throw std::runtime_error(words);
  }
  co_return words;
}
