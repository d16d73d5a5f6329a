#include "same_job_three_ways.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <course/gather.hpp>
#include <stdexcept>
#include <thread>
#include <utility>

std::vector<int> on_a_loop(AskAsync ask, int sensors) {
  // BEGIN SOLUTION
  // STUB: // Coroutines on an io_context of your own.
  // STUB: throw std::logic_error("same_job_three_ways is not written yet");
  std::vector<asio::awaitable<int>> asked;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asked.push_back(ask(sensor));
  }
  std::vector<int> answers;
  asio::io_context loop;
  asio::co_spawn(loop, course::gather(std::move(asked)),
                 [&](std::exception_ptr, std::vector<int> gathered) {
                   answers = std::move(gathered);
                 });
  loop.run();
  return answers;
  // END SOLUTION
}

std::vector<int> on_threads(Ask ask, int sensors) {
  // BEGIN SOLUTION
  // STUB: // A thread for each sensor.
  // STUB: throw std::logic_error("same_job_three_ways is not written yet");
  std::vector<int> answers(sensors);
  {
    std::vector<std::jthread> threads;
    for (int sensor = 0; sensor < sensors; ++sensor) {
      threads.emplace_back([&, sensor] { answers[sensor] = ask(sensor); });
    }
  }  // all are joined
  return answers;
  // END SOLUTION
}

std::vector<int> on_a_pool(Ask ask, int sensors, int threads) {
  // BEGIN SOLUTION
  // STUB: // A pool of so many threads.
  // STUB: throw std::logic_error("same_job_three_ways is not written yet");
  std::vector<int> answers(sensors);
  asio::thread_pool pool(threads);
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asio::post(pool, [&, sensor] { answers[sensor] = ask(sensor); });
  }
  pool.join();
  return answers;
  // END SOLUTION
}
