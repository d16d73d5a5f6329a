// variant: course::wait with a limit, for the tasks and for the background
#include <boost/asio/this_coro.hpp>
#include <course/wait.hpp>
#include <vector>

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

  const auto executor = co_await asio::this_coro::executor;
  auto tasks = course::create_task(executor, wait_for_tasks());
  co_await course::wait(std::vector{tasks},
                        course::ReturnWhen::all_completed, options_.drain);
  if (!tasks.done()) {
    tasks.cancel();
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
  }
  co_await course::wait(background_);
  if (!service_.journal) {
    cancel_pending();
  }
}

}  // namespace task_server
