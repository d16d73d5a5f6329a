// Three producers, two consumers, and a queue of five places between them.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/queue.hpp>
#include <course/say.hpp>
#include <course/task.hpp>
#include <course/trace.hpp>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

//! [queues-producer]
using Items = course::Queue<std::optional<std::string>>;

asio::awaitable<void> producer(Items& queue, int number) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int i = 0; i < 4; ++i) {
    timer.expires_after(130ms + 50ms * number);
    co_await timer.async_wait(asio::use_awaitable);
    co_await queue.put(fmt::format("{}-{}", number, i));
  }
  course::say("producer {} is done", number);
}
//! [queues-producer]

//! [queues-consumer]
asio::awaitable<void> consumer(Items& queue, int number) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  int done = 0;
  while (const auto item = co_await queue.get()) {
    timer.expires_after(310ms + 110ms * number);
    co_await timer.async_wait(asio::use_awaitable);
    ++done;
  }
  course::say("consumer {} has processed {} items", number, done);
}
//! [queues-consumer]

course::Task<void> start(std::string name,
                         const asio::any_io_executor& executor,
                         asio::awaitable<void> job) {
  return course::create_task(trace.executor(std::move(name), executor),
                             std::move(job));
}

//! [queues-pipeline]
asio::awaitable<void> pipeline() {
  const auto executor = co_await asio::this_coro::executor;
  Items queue(executor, 5);
  std::vector<course::Task<void>> producers;
  for (int i = 0; i < 3; ++i) {
    producers.push_back(
        start(fmt::format("producer {}", i), executor, producer(queue, i)));
  }
  std::vector<course::Task<void>> consumers;
  for (int i = 0; i < 2; ++i) {
    consumers.push_back(
        start(fmt::format("consumer {}", i), executor, consumer(queue, i)));
  }

  for (auto& task : producers) {
    co_await task.get();
  }
  course::say("all items are made, {} wait in the queue", queue.size());
  for (std::size_t i = 0; i < consumers.size(); ++i) {
    co_await queue.put(std::nullopt);
  }
  for (auto& task : consumers) {
    co_await task.get();
  }
  course::say("all items are processed");
}
//! [queues-pipeline]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, pipeline(), asio::detached);
  loop.run();
}
