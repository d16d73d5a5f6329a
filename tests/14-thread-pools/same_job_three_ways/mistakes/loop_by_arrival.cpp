// check: SameJobThreeWays.LoopKeepsTheOrder
// diagnosis: order-of-answers
// Each completion handler appends its answer.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <thread>

#include "same_job_three_ways.hpp"

std::vector<int> on_a_loop(AskAsync ask, int sensors) {
  asio::io_context loop;
  std::vector<int> answers;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asio::co_spawn(loop, ask(sensor), [&](std::exception_ptr, int answer) {
      answers.push_back(answer);
    });
  }
  loop.run();
  return answers;
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
  std::vector<int> answers(sensors);
  asio::thread_pool pool(threads);
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asio::post(pool, [&, sensor] { answers[sensor] = ask(sensor); });
  }
  pool.join();
  return answers;
}
