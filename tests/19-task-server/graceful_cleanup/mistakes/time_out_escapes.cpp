// check: GracefulCleanup.EndsWhatTakesTooLong
// diagnosis: time-out-escapes
// Expects wait_for to return when the time is over.
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

  co_await course::wait_for(wait_for_tasks(), options_.drain);
  service_.dispatcher.stop_all(service_.journal != nullptr);
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
