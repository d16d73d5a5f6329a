// check: GracefulCleanup.EmptiesTheQueues
// diagnosis: queues-not-emptied
// Takes it that what the workers said is in the table when they are gone.
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

  try {
    co_await course::wait_for(wait_for_tasks(), options_.drain);
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::timed_out) {
      throw;
    }
    // The time is over: what still runs ends with its worker.
    service_.dispatcher.stop_all(service_.journal != nullptr);
  }
  co_await service_.dispatcher.drain();
  for (auto& task : background_) {
    task.cancel();
    co_await task.wait();
  }
  if (!service_.journal) {
    cancel_pending();
  }
}

}  // namespace task_server
