#include <boost/asio/this_coro.hpp>
#include <course/gather.hpp>
#include <course/queue.hpp>
#include <course/task.hpp>
#include <utility>

#include "shapes.hpp"

namespace bench::with_course {

asio::awaitable<void> spawn(std::size_t count) {
  const auto executor = co_await asio::this_coro::executor;
  for (std::size_t i = 0; i < count; ++i) {
    auto task = course::create_task(executor, number(1));
    co_await task.get();
  }
}

asio::awaitable<void> gather(std::size_t count) {
  constexpr std::size_t together = 1'000;
  for (std::size_t done = 0; done < count; done += together) {
    std::vector<asio::awaitable<int>> jobs;
    for (std::size_t i = 0; i < together; ++i) {
      jobs.push_back(number(1));
    }
    co_await course::gather(std::move(jobs));
  }
}

asio::awaitable<void> buffered_queue(std::size_t count) {
  course::Queue<int> queue(co_await asio::this_coro::executor);
  for (std::size_t i = 0; i < count; ++i) {
    co_await queue.put(1);
    co_await queue.get();
  }
}

namespace {

asio::awaitable<int> put_all(course::Queue<int>& queue, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    co_await queue.put(1);
  }
  co_return 0;
}

asio::awaitable<int> get_all(course::Queue<int>& queue, std::size_t count) {
  int sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    sum += co_await queue.get();
  }
  co_return sum;
}

}  // namespace

asio::awaitable<void> hand_off(std::size_t count) {
  course::Queue<int> queue(co_await asio::this_coro::executor, 1);
  co_await course::gather(put_all(queue, count), get_all(queue, count));
}

}  // namespace bench::with_course
