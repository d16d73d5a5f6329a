// variant: the answer in a file in memory, and a descriptor of the process
// Waits for the process itself, and reads what it has left.
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

#include "fork_call.hpp"

namespace {

struct File {
  ~File() { ::close(number); }

  bool write(const std::string& words) const {
    std::size_t done = 0;
    while (done < words.size()) {
      const ssize_t size =
          ::write(number, words.data() + done, words.size() - done);
      if (size <= 0) {
        return false;
      }
      done += static_cast<std::size_t>(size);
    }
    return true;
  }

  std::string read() const {
    std::string words;
    std::array<char, 4096> piece{};
    ::lseek(number, 0, SEEK_SET);
    for (ssize_t size = 0;
         (size = ::read(number, piece.data(), piece.size())) > 0;) {
      words.append(piece.data(), static_cast<std::size_t>(size));
    }
    return words;
  }

  int number = ::memfd_create("answer", 0);
};

}  // namespace

asio::awaitable<std::string> fork_call(Work work) {
  const File file;
  const pid_t child = ::fork();
  if (child == 0) {
    int status = 2;
    try {
      status = file.write(work()) ? 0 : 2;
    } catch (const std::exception& error) {
      status = file.write(error.what()) ? 1 : 2;
    }
    ::_exit(status);
  }
  asio::posix::stream_descriptor process(
      co_await asio::this_coro::executor,
      static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  co_await process.async_wait(asio::posix::stream_descriptor::wait_read,
                              asio::use_awaitable);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 2) {
    throw std::runtime_error("the child has died");
  }
  const std::string words = file.read();
  if (WEXITSTATUS(status) == 1) {
    throw std::runtime_error(words);
  }
  co_return words;
}
