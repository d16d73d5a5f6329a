// variant: one watcher per task tells a channel which task has ended
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "wait_until_first_error.hpp"

namespace {

using boost::system::error_code;
using Channel = asio::experimental::channel<void(error_code, std::size_t)>;

asio::awaitable<void> tell_the_end(course::Task<int> task, std::size_t i,
                                   std::shared_ptr<Channel> ended) {
  co_await task.wait();
  ended->try_send(error_code(), i);
}

asio::awaitable<bool> went_wrong(course::Task<int> task) {
  co_return task.exception() || co_await task.get() >= 500;
}

}  // namespace

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  auto executor = co_await asio::this_coro::executor;
  auto ended = std::make_shared<Channel>(executor, tasks.size() + 1);
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    asio::co_spawn(executor, tell_the_end(tasks[i], i, ended),
                   asio::detached);
  }
  asio::steady_timer timer(executor, limit);
  timer.async_wait([ended, none = tasks.size()](error_code error) {
    if (!error) {
      ended->try_send(error_code(), none);
    }
  });

  Rollout rollout;
  std::vector<bool> is_done(tasks.size());
  bool over = tasks.empty();
  while (!over) {
    const auto i = co_await ended->async_receive(asio::use_awaitable);
    if (i == tasks.size()) {
      break;
    }
    is_done[i] = true;
    rollout.done.push_back(tasks[i]);
    over = co_await went_wrong(tasks[i]) ||
           rollout.done.size() == tasks.size();
  }
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (!is_done[i]) {  // it may have ended, and not yet been told of
      (tasks[i].done() ? rollout.done : rollout.pending)
          .push_back(tasks[i]);
    }
  }
  co_return rollout;
}
