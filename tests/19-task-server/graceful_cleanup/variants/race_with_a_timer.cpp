// variant: the time limit is a race between the tasks and a timer
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "application.hpp"
#include "pause.hpp"

namespace task_server {

using namespace std::chrono_literals;
using namespace asio::experimental::awaitable_operators;

asio::awaitable<void> Application::cleanup() {
  service_.accepts_tasks = false;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  http_->cancel();
  co_await http_->wait();

  asio::steady_timer limit(co_await asio::this_coro::executor,
                           options_.drain);
  const auto first =
      co_await (wait_for_tasks() || limit.async_wait(asio::use_awaitable));
  if (first.index() == 1) {
    service_.dispatcher.stop_all(service_.journal != nullptr);
  }
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
