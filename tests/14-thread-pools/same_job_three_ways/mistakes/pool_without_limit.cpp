// check: SameJobThreeWays.PoolWorksInRounds
// diagnosis: pool-without-limit
// std::async has no pool: each call gets a thread.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
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
  std::vector<std::future<int>> asked;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asked.push_back(std::async(std::launch::async, ask, sensor));
  }
  std::vector<int> answers;
  for (std::future<int>& answer : asked) {
    answers.push_back(answer.get());
  }
  return answers;
}
