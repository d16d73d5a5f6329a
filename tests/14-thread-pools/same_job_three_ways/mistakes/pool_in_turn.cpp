// check: SameJobThreeWays.PoolWorksInRounds
// diagnosis: pool-in-turn
// Asks each future as soon as it has it.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <course/gather.hpp>
#include <future>
#include <thread>

#include "same_job_three_ways.hpp"

std::vector<int> on_a_loop(AskAsync ask, int sensors) {
  std::vector<asio::awaitable<int>> asked;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asked.push_back(ask(sensor));
  }
  asio::io_context loop;
  auto answers = asio::co_spawn(loop, course::gather(std::move(asked)),
                                asio::use_future);
  loop.run();
  return answers.get();
}

std::vector<int> on_threads(Ask ask, int sensors) {
  std::vector<int> answers(sensors);
  std::vector<std::jthread> threads;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    threads.emplace_back([&, sensor] { answers[sensor] = ask(sensor); });
  }
  for (std::jthread& thread : threads) {
    thread.join();
  }
  return answers;
}

std::vector<int> on_a_pool(Ask ask, int sensors, int threads) {
  std::vector<int> answers;
  asio::thread_pool pool(threads);
  for (int sensor = 0; sensor < sensors; ++sensor) {
    std::future<int> answer =
        asio::post(pool, asio::use_future([&] { return ask(sensor); }));
    answers.push_back(answer.get());
  }
  return answers;
}
