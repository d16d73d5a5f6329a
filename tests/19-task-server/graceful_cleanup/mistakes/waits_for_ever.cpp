// check: GracefulCleanup.EndsWhatTakesTooLong
// diagnosis: waits-for-ever
// Waits until all tasks are done, as long as it takes.
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <course/wait.hpp>
#include <stdexcept>

#include "application.hpp"
#include "pause.hpp"

namespace task_server {

using namespace std::chrono_literals;

asio::awaitable<void> Application::cleanup() {
  service_.accepts_tasks = false;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  http_->cancel();
  co_await http_->wait();

  co_await wait_for_tasks();
  co_await service_.dispatcher.drain();
  // The workers are gone, so nothing more comes into the queues. What is in
  // them is taken out on the next turns.
  while (!service_.queues.results.empty() ||
         !service_.queues.progress.empty()) {
    co_await pause(1ms);
  }
  for (auto& task : background_) {
    task.cancel();
    co_await task.wait();
  }
  if (!service_.journal) {
    cancel_pending();
  }
}

}  // namespace task_server
