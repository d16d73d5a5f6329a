// variant: futures everywhere, asked in the order of the sensors
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "same_job_three_ways.hpp"

std::vector<int> on_a_loop(AskAsync ask, int sensors) {
  asio::io_context loop;
  std::vector<std::future<int>> asked;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asked.push_back(asio::co_spawn(loop, ask(sensor), asio::use_future));
  }
  loop.run();
  std::vector<int> answers;
  for (std::future<int>& answer : asked) {
    answers.push_back(answer.get());
  }
  return answers;
}

std::vector<int> on_threads(Ask ask, int sensors) {
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

std::vector<int> on_a_pool(Ask ask, int sensors, int threads) {
  asio::thread_pool pool(threads);
  std::vector<std::future<int>> asked;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asked.push_back(asio::post(
        pool, asio::use_future([&ask, sensor] { return ask(sensor); })));
  }
  std::vector<int> answers;
  for (std::future<int>& answer : asked) {
    answers.push_back(answer.get());
  }
  return answers;
}
