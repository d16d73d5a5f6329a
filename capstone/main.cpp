// The task server: ./course serve
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <course/worker.hpp>
#include <cstdio>
#include <exception>
#include <thread>

#include "server/application.hpp"
#include "server/log.hpp"

namespace {

namespace asio = boost::asio;

int serve(const task_server::Options& options) {
  asio::io_context loop(1);
  task_server::Application application(loop.get_executor(), options,
                                       task_server::start_worker_process);
  fmt::print("http://127.0.0.1:{}/  (Ctrl+C ends it)\n",
             application.port());
  std::fflush(stdout);
  std::exception_ptr failure;
  asio::co_spawn(loop, application.run(), [&](std::exception_ptr error) {
    failure = error;
    loop.stop();
  });
  loop.run();
  if (failure) {
    std::rethrow_exception(failure);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (course::is_worker()) {
    return task_server::run_worker();
  }
  CLI::App app("Runs tasks in worker processes, asked for over HTTP.",
               "./course serve");
  task_server::Options options;
  options.workers = std::max(1u, std::thread::hardware_concurrency());
  std::string address = "127.0.0.1";
  std::string level = "info";
  app.add_option("--port", options.port, "where it listens; 0: any")
      ->capture_default_str();
  app.add_option("--bind", address, "the address; loopback only")
      ->capture_default_str();
  app.add_option("--workers", options.workers, "processes that compute")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  int drain = static_cast<int>(options.drain.count());
  app.add_option("--drain", drain, "seconds for what runs at the end")
      ->check(CLI::Range(0, 3600))
      ->capture_default_str();
  app.add_option("--max-queue", options.table.pending,
                 "tasks that wait; more: 503")
      ->capture_default_str();
  app.add_option("--max-tasks", options.table.tasks, "tasks that are kept")
      ->capture_default_str();
  int keep = static_cast<int>(options.table.keep.count());
  app.add_option("--keep", keep, "seconds that a result is kept")
      ->capture_default_str();
  app.add_option("--max-body", options.http.body, "bytes; more: 413")
      ->capture_default_str();
  app.add_option("--max-connections", options.http.connections,
                 "open connections; more: 503")
      ->capture_default_str();
  int header = static_cast<int>(options.http.header.count());
  app.add_option("--request-time", header,
                 "seconds for a request; more: 408")
      ->capture_default_str();
  int idle = static_cast<int>(options.http.idle.count());
  app.add_option("--idle-time", idle, "seconds between two requests")
      ->capture_default_str();
  app.add_option("--journal", options.journal,
                 "a file that keeps accepted tasks");
  app.add_option("--log", level, "debug, info, warning or error")
      ->capture_default_str();
  CLI11_PARSE(app, argc, argv);
  options.drain = std::chrono::seconds(drain);
  options.table.keep = std::chrono::seconds(keep);
  options.http.header = std::chrono::seconds(header);
  options.http.idle = std::chrono::seconds(idle);
  if (address != "127.0.0.1" && address != "localhost") {
    fmt::print(stderr,
               "--bind {}: only 127.0.0.1: whoever reaches this server may "
               "run tasks on this machine\n",
               address);
    return 2;
  }
  if (!task_server::set_log_level(level)) {
    fmt::print(stderr, "--log {}: none of debug, info, warning, error\n",
               level);
    return 2;
  }
  try {
    return serve(options);
  } catch (const boost::system::system_error& error) {
    fmt::print(stderr, "port {}: {}\n", options.port,
               error.code().message());
    return 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "./course serve: {}\n", error.what());
    return 1;
  }
}
