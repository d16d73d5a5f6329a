// The same by hand: fork, a socketpair, and loops.
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>

#include "process_shapes.hpp"

namespace bench::bare {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

struct Worker {
  pid_t id = 0;
  int socket = -1;
};

/// Answers each number with the same number.
[[noreturn]] void answer(int socket) {
  std::array<int, 1024> numbers{};
  for (;;) {
    const ssize_t size = ::recv(socket, numbers.data(), sizeof numbers, 0);
    if (size <= 0) {
      ::_exit(0);
    }
    for (std::size_t i = 0; i < static_cast<std::size_t>(size) / 4; ++i) {
      if (::send(socket, &numbers[i], 4, MSG_NOSIGNAL) != 4) {
        ::_exit(1);
      }
    }
  }
}

Worker start() {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::runtime_error("socketpair");
  }
  const pid_t id = ::fork();
  if (id == 0) {
    ::close(ends[0]);
    answer(ends[1]);
  }
  ::close(ends[1]);
  return {id, ends[0]};
}

void end(const Worker& worker) {
  ::close(worker.socket);
  ::kill(worker.id, SIGKILL);
  ::waitpid(worker.id, nullptr, 0);
}

void send_one(const Worker& worker, int number) {
  if (::send(worker.socket, &number, sizeof number, MSG_NOSIGNAL) != 4) {
    throw std::runtime_error("send");
  }
}

}  // namespace

double tasks_per_second(std::size_t count) {
  std::array<Worker, workers> all{start(), start()};
  const auto begin = Clock::now();
  std::size_t sent = 0;
  for (; sent < window; ++sent) {
    send_one(all[sent % workers], static_cast<int>(sent));
  }
  std::array<int, 1024> numbers{};
  for (std::size_t done = 0; done < count;) {
    std::array<pollfd, workers> watched{};
    for (std::size_t i = 0; i < workers; ++i) {
      watched[i] = {all[i].socket, POLLIN, 0};
    }
    ::poll(watched.data(), watched.size(), -1);
    for (std::size_t i = 0; i < workers; ++i) {
      if (watched[i].revents == 0) {
        continue;
      }
      const ssize_t size =
          ::recv(all[i].socket, numbers.data(), sizeof numbers, 0);
      if (size <= 0) {
        throw std::runtime_error("a worker has died");
      }
      for (ssize_t left = size / 4; left > 0; --left, ++done) {
        if (sent < count) {
          send_one(all[i], static_cast<int>(sent++));
        }
      }
    }
  }
  const double rate = static_cast<double>(count) / seconds_since(begin);
  for (const Worker& worker : all) {
    end(worker);
  }
  return rate;
}

double speed_up() {
  const double alone = seconds_alone();
  const auto begin = Clock::now();
  std::array<pid_t, workers> all{};
  for (std::size_t i = 0; i < workers; ++i) {
    all[i] = ::fork();
    if (all[i] == 0) {
      for (std::size_t task = i; task < processor_tasks; task += workers) {
        compute(static_cast<int>(task));
      }
      ::_exit(0);
    }
  }
  for (const pid_t id : all) {
    ::waitpid(id, nullptr, 0);
  }
  return alone / seconds_since(begin);
}

double microseconds_to_successor() {
  const Worker first = start();
  int number = 0;
  send_one(first, number);
  ::recv(first.socket, &number, sizeof number, 0);
  const auto begin = Clock::now();
  ::kill(first.id, SIGKILL);
  ::recv(first.socket, &number, sizeof number, 0);  // the end
  ::waitpid(first.id, nullptr, 0);
  const Worker second = start();
  send_one(second, number);
  ::recv(second.socket, &number, sizeof number, 0);
  const double time = 1e6 * seconds_since(begin);
  ::close(first.socket);
  end(second);
  return time;
}

}  // namespace bench::bare
