// variant: a deadline that is looked at, and queues emptied by yielding
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "application.hpp"
#include "pause.hpp"

namespace task_server {

using namespace std::chrono_literals;

asio::awaitable<void> Application::cleanup() {
  service_.accepts_tasks = false;
  http_->cancel();
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  co_await http_->wait();

  const auto left = [this] {
    return service_.table.count(TaskState::pending) +
           service_.table.count(TaskState::running);
  };
  const auto deadline = std::chrono::steady_clock::now() + options_.drain;
  while (left() > 0 && std::chrono::steady_clock::now() < deadline) {
    co_await pause(1ms);
  }
  const bool keeps = service_.journal != nullptr;
  if (left() > 0) {
    service_.dispatcher.stop_all(keeps);
  }
  co_await service_.dispatcher.drain();

  while (!service_.queues.results.empty() ||
         !service_.queues.progress.empty()) {
    co_await asio::post(asio::use_awaitable);
  }
  for (auto& task : background_) {
    task.cancel();
  }
  for (auto& task : background_) {
    co_await task.wait();
  }
  if (!keeps) {
    cancel_pending();
  }
}

}  // namespace task_server
