// The task server: ./course serve
#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <course/worker.hpp>
#include <cstdio>
#include <exception>
#include <optional>

#include "server/application.hpp"
#include "server/command_line.hpp"

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

int main(int count, char** arguments) {
  if (course::is_worker()) {
    return task_server::run_worker();
  }
  std::optional<task_server::Options> options;
  try {
    options =
        task_server::read_command_line({arguments + 1, arguments + count});
  } catch (const task_server::BadCommandLine& error) {
    fmt::print(stderr, "{}\n", error.what());
    return 2;
  }
  if (!options) {
    return 0;
  }
  try {
    return serve(*options);
  } catch (const boost::system::system_error& error) {
    fmt::print(stderr, "port {}: {}\n", options->port,
               error.code().message());
    return 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "./course serve: {}\n", error.what());
    return 1;
  }
}
