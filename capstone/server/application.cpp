#include "application.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <unistd.h>

#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "collectors.hpp"
#include "log.hpp"
#include "pause.hpp"

namespace task_server {

using asio::ip::tcp;

using namespace std::chrono_literals;

Application::Application(asio::any_io_executor executor,
                         const Options& options, StartWorker start_worker)
    : options_(options),
      acceptor_(executor, tcp::endpoint(asio::ip::address_v4::loopback(),
                                        options.port)),
      service_(executor, options.table, std::move(start_worker),
               options.journal.empty()
                   ? nullptr
                   : std::make_unique<Journal>(executor, options.journal)) {
  service_.json_depth = options.json_depth;
}

std::uint16_t Application::port() const {
  return acceptor_.local_endpoint().port();
}

//! [server-startup]
void Application::startup() {
  const auto executor = acceptor_.get_executor();
  service_.dispatcher.start(options_.workers);
  background_.push_back(course::create_task(
      executor, monitor_progress(service_.queues, service_.table)));
  background_.push_back(course::create_task(
      executor,
      background_result_processor(service_.queues, service_.table)));
  background_.push_back(course::create_task(executor, expire_tasks()));
  http_ = course::create_task(
      executor, serve_http(service_, acceptor_, options_.http));
  //! [server-startup]
  log(Level::info, "listening",
      {{"port", std::to_string(port())},
       {"workers", std::to_string(options_.workers)}});
}

void Application::cancel_pending() {
  std::vector<TaskId> left;
  for (const Task* task :
       service_.table.list(TaskId{}, SIZE_MAX, TaskState::pending).tasks) {
    left.push_back(task->id);
  }
  for (const TaskId id : left) {
    service_.table.cancel(id);
  }
}

asio::awaitable<void> Application::run() {
  asio::signal_set signals(acceptor_.get_executor(), SIGINT, SIGTERM);
  startup();
  const int signal = co_await signals.async_wait(asio::use_awaitable);
  log(Level::info, "stopping", {{"signal", std::to_string(signal)}});
  signals.remove(SIGTERM);
  signals.async_wait([this](boost::system::error_code error, int) {
    if (!error) {
      // Asked twice: now. The workers end with us.
      service_.dispatcher.kill_workers();
      log(Level::warning, "stopped_at_once");
      ::_exit(130);
    }
  });
  co_await cleanup();
  co_await close_connections(service_);
  log(Level::info, "stopped",
      {{service_.journal ? "journalled" : "pending",
        std::to_string(service_.table.count(TaskState::pending))},
       {"cancelled",
        std::to_string(service_.table.count(TaskState::cancelled))},
       {"completed",
        std::to_string(service_.table.count(TaskState::completed))}});
}

asio::awaitable<void> Application::expire_tasks() {
  for (;;) {
    co_await pause(1s);
    service_.table.expire();
  }
}

asio::awaitable<void> Application::wait_for_tasks() {
  while (service_.table.count(TaskState::pending) > 0 ||
         service_.table.count(TaskState::running) > 0) {
    co_await pause(5ms);
  }
}

}  // namespace task_server
