// variant: a channel tells what comes first, the end of the tasks or of the
// time
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/task.hpp>
#include <utility>

#include "application.hpp"
#include "pause.hpp"

namespace task_server {

using namespace std::chrono_literals;

namespace {

using Channel =
    asio::experimental::channel<void(boost::system::error_code, bool)>;

asio::awaitable<void> tell(asio::awaitable<void> end, Channel& over,
                           bool in_time) {
  co_await std::move(end);
  over.try_send(boost::system::error_code(), in_time);
}

}  // namespace

asio::awaitable<void> Application::cleanup() {
  service_.accepts_tasks = false;
  boost::system::error_code ignored;
  acceptor_.close(ignored);
  http_->cancel();
  co_await http_->wait();

  const auto executor = co_await asio::this_coro::executor;
  Channel over(executor, 2);
  auto tasks =
      course::create_task(executor, tell(wait_for_tasks(), over, true));
  auto time = course::create_task(executor,
                                  tell(pause(options_.drain), over, false));
  if (!co_await over.async_receive(asio::use_awaitable)) {
    service_.dispatcher.stop_all(service_.journal != nullptr);
  }
  for (auto* other : {&tasks, &time}) {
    other->cancel();
    co_await other->wait();
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
