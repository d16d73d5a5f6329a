#include "server.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <course/wait.hpp>
#include <cstdlib>
#include <stdexcept>
#include <utility>

#include "duration_format.hpp"
#include "expect.hpp"
#include "jobs.hpp"
#include "processes.hpp"
#include "verdicts.hpp"

namespace acceptance {

using namespace course::testing;

namespace {

/// What it writes is read and forgotten; more is a flood. A line for each
/// request of the longest check is a tenth of it.
constexpr std::size_t most_output = std::size_t{256} * 1024 * 1024;
constexpr std::size_t last_words = 300;

/// The variable with the command, in which {port} and {workers} stand for
/// numbers.
constexpr const char* command_variable = "COURSE_SERVER";

std::chrono::seconds patience_or(std::chrono::seconds usual) {
  const char* seconds = std::getenv("COURSE_PATIENCE");
  return seconds ? std::chrono::seconds(std::atoi(seconds)) : usual;
}

std::string command_with(int port, int workers) {
  const char* command = std::getenv(command_variable);
  if (!command) {
    throw std::runtime_error(std::string(command_variable) +
                             " is not set: it is the server's command");
  }
  std::string text = command;
  for (const auto& [name, number] :
       {std::pair("{port}", port), std::pair("{workers}", workers)}) {
    const std::string_view mark = name;
    for (std::size_t at = 0;
         (at = text.find(mark, at)) != std::string::npos;) {
      text.replace(at, mark.size(), std::to_string(number));
    }
  }
  return text;
}

}  // namespace

const std::chrono::seconds patience = patience_or(20s);
const std::chrono::seconds long_patience = 3 * patience;

struct Output {
  std::string tail;
  std::size_t size = 0;
  bool flooded = false;

  std::string words() const {
    return tail.empty() ? "it has written nothing"
                        : "the last it wrote is " + in_quotes(tail);
  }
};

namespace {

asio::awaitable<void> read_output(asio::readable_pipe pipe,
                                  std::shared_ptr<Output> output,
                                  pid_t server) {
  std::string bytes(std::size_t{64} * 1024, '\0');
  for (;;) {
    const auto [error, size] = co_await pipe.async_read_some(
        asio::buffer(bytes), asio::as_tuple(asio::use_awaitable));
    if (error) {
      co_return;
    }
    output->size += size;
    output->tail.append(bytes, 0, size);
    if (output->tail.size() > last_words) {
      output->tail.erase(0, output->tail.size() - last_words);
    }
    if (output->size > most_output && !output->flooded) {
      output->flooded = true;
      ::kill(-server, SIGKILL);
    }
  }
}

}  // namespace

Server::Server(int workers) : workers_(workers) {}

Server::~Server() = default;

asio::awaitable<std::unique_ptr<Server>> Server::start(int workers) {
  std::unique_ptr<Server> server(new Server(workers));
  co_await server->launch();
  co_return server;
}

asio::awaitable<void> Server::start_again() {
  co_await launch();
}

asio::awaitable<void> Server::launch() {
  const auto executor = co_await asio::this_coro::executor;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  const std::string command = command_with(port_.number(), workers_);
  step("the server is started with {} worker{} on port {}", workers_,
       workers_ == 1 ? "" : "s", port_.number());
  process_.reset();
  process_.emplace(
      executor, course::Launch{.program = "/bin/sh",
                               .arguments = {"sh", "-c", "exec " + command},
                               .output = ends[1],
                               .errors = ends[1],
                               .own_group = true});
  ::close(ends[1]);
  output_ = std::make_shared<Output>();
  asio::co_spawn(executor,
                 read_output(asio::readable_pipe(executor, ends[0]),
                             output_, process_->id()),
                 asio::detached);
  co_await until_it_listens();
}

asio::awaitable<void> Server::until_it_listens() {
  const auto end = std::chrono::steady_clock::now() + patience;
  do {
    asio::ip::tcp::socket socket(co_await asio::this_coro::executor);
    const auto [error] = co_await socket.async_connect(
        address(), asio::as_tuple(asio::use_awaitable));
    if (!error) {
      co_return;
    }
    if (co_await ended_within(20ms)) {
      co_await complain("it listens on the port it was given", error);
    }
  } while (std::chrono::steady_clock::now() < end);
  give_verdict(
      {.expected = fmt::format("it listens on the port {}", port_.number()),
       .seen = fmt::format("after {} nothing listens there; {}", patience,
                           output_->words()),
       .diagnosis = "not-listening",
       .verdict = "time_limit"});
}

asio::ip::tcp::endpoint Server::address() const {
  return {asio::ip::address_v4::loopback(), port_.number()};
}

std::vector<pid_t> Server::workers() const {
  return workers_of(process_->id());
}

asio::awaitable<void> Server::until_workers(std::size_t count,
                                            std::string_view diagnosis) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (workers().size() < count) {
    if (std::chrono::steady_clock::now() >= end) {
      expect(false, expected("it has {} worker processes", count),
             seen("after {} it has {}", patience, workers().size()),
             means(diagnosis, true));
    }
    co_await pause(10ms);
  }
}

void Server::signal(int number, To to) {
  ::kill(to == To::group ? -process_->id() : process_->id(), number);
}

asio::awaitable<std::optional<course::ExitStatus>> Server::ended_within(
    std::chrono::steady_clock::duration time) {
  try {
    co_return co_await course::wait_for(process_->wait(), time);
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::timed_out) {
      throw;
    }
    co_return std::nullopt;
  }
}

asio::awaitable<void> Server::complain(std::string wanted,
                                       boost::system::error_code error,
                                       std::string_view diagnosis) {
  // A process that dies closes its connections first.
  const auto ended = co_await ended_within(2s);
  Failure failure{.expected = std::move(wanted)};
  if (output_->flooded) {
    failure.seen = fmt::format("it has written more than {} MB of output",
                               most_output / 1024 / 1024);
    failure.verdict = "output_limit";
  } else if (ended) {
    failure.seen = fmt::format("the server has ended with {}; {}",
                               to_string(*ended), output_->words());
    failure.verdict = ended->signal != 0 ? "crashed" : "left_early";
  } else if (error == boost::beast::error::timeout) {
    failure.seen = fmt::format("after {} there is no answer", patience);
    failure.diagnosis = std::string(diagnosis);
    failure.verdict = "time_limit";
  } else {
    failure.seen = fmt::format("the connection fails: {}", error.message());
  }
  give_verdict(std::move(failure));
}

}  // namespace acceptance
