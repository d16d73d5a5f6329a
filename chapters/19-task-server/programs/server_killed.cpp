// The server is killed, once without and once with a journal.
// recorded: measured
#include <fmt/format.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <course/process.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "running_server.hpp"

/// A server in a process of its own: this program with "serve" as its
/// argument, which tells its port through a pipe.
struct ServerProcess {
  std::unique_ptr<course::Process> process;
  std::uint16_t port = 0;
};

asio::awaitable<ServerProcess> start(std::string journal) {
  const auto loop = co_await asio::this_coro::executor;
  asio::readable_pipe reads(loop);
  asio::writable_pipe writes(loop);
  asio::connect_pipe(reads, writes);
  ServerProcess server;
  server.process = std::make_unique<course::Process>(
      loop, course::Launch{.program = "/proc/self/exe",
                           .arguments = {"server", "serve", journal},
                           .output = writes.native_handle()});
  writes.close();
  std::string line;
  co_await asio::async_read_until(reads, asio::dynamic_buffer(line), '\n',
                                  asio::use_awaitable);
  server.port = static_cast<std::uint16_t>(std::stoi(line));
  co_return server;
}

int serve(const std::string& journal) {
  task_server::set_log_level("error");
  asio::io_context loop(1);
  task_server::Application server(
      loop.get_executor(), {.port = 0, .workers = 1, .journal = journal},
      task_server::start_worker_process);
  fmt::print("{}\n", server.port());
  std::fflush(stdout);
  asio::co_spawn(loop, server.run(),
                 [&](std::exception_ptr) { loop.stop(); });
  loop.run();
  return 0;
}

//! [server-killed]
/// Its workers become our children. This waits for the end of all.
void wait_for_orphans() {
  while (::waitpid(-1, nullptr, 0) > 0) {
  }
}

asio::awaitable<void> accept_kill_and_ask(std::string journal) {
  std::vector<std::string> ids;
  {
    const ServerProcess server = co_await start(journal);
    for (int i = 0; i < 3; ++i) {
      ids.push_back(
          co_await post(server.port, R"({"kind": "sleep", "ms": 100})"));
    }
    server.process->kill(SIGKILL);
    co_await server.process->wait();
  }
  wait_for_orphans();

  const ServerProcess server = co_await start(journal);
  for (const std::string& id : ids) {
    const Reply reply =
        co_await ask(server.port, http::verb::get, "/task/" + id);
    if (reply.result() == http::status::not_found) {
      fmt::print("  404 {}\n", reply.body());
    } else {
      const json::value task = co_await outcome(server.port, id);
      fmt::print("  {}, attempts: {}\n", text_of(task, "state"),
                 task.at("attempts").as_int64());
    }
  }
  server.process->kill(SIGTERM);
  co_await server.process->wait();
}
//! [server-killed]

/// A folder that goes with the program.
struct Folder {
  std::filesystem::path path = std::filesystem::temp_directory_path() /
                               fmt::format("server-killed-{}", ::getpid());
  Folder() { std::filesystem::create_directory(path); }
  ~Folder() { std::filesystem::remove_all(path); }
};

asio::awaitable<void> story() {
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  fmt::print("without a journal, after the restart:\n");
  co_await accept_kill_and_ask("");
  const Folder folder;
  fmt::print("with a journal, after the restart:\n");
  co_await accept_kill_and_ask(folder.path / "tasks.db");
}

int main(int argc, char** argv) {
  if (argc == 3 && !course::is_worker()) {
    return serve(argv[2]);
  }
  return run_with_workers(story);
}
