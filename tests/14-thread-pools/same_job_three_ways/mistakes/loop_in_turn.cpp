// check: SameJobThreeWays.LoopAsksTogetherOnOneThread
// diagnosis: loop-in-turn
// Awaits each sensor in the loop over the sensors.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <thread>

#include "same_job_three_ways.hpp"

namespace {

asio::awaitable<std::vector<int>> ask_all(AskAsync ask, int sensors) {
  std::vector<int> answers;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    answers.push_back(co_await ask(sensor));
  }
  co_return answers;
}

}  // namespace

std::vector<int> on_a_loop(AskAsync ask, int sensors) {
  asio::io_context loop;
  auto answers =
      asio::co_spawn(loop, ask_all(ask, sensors), asio::use_future);
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
  std::vector<int> answers(sensors);
  asio::thread_pool pool(threads);
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asio::post(pool, [&, sensor] { answers[sensor] = ask(sensor); });
  }
  pool.join();
  return answers;
}
