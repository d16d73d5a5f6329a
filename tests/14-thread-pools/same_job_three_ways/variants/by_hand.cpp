// variant: handlers on the loop, and a pool made of threads and a counter
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <thread>

#include "same_job_three_ways.hpp"

std::vector<int> on_a_loop(AskAsync ask, int sensors) {
  asio::io_context loop(1);
  std::vector<int> answers(sensors);
  for (int sensor = 0; sensor < sensors; ++sensor) {
    asio::co_spawn(loop, ask(sensor),
                   [&, sensor](std::exception_ptr, int answer) {
                     answers[sensor] = answer;
                   });
  }
  loop.run();
  return answers;
}

std::vector<int> on_threads(Ask ask, int sensors) {
  std::vector<int> answers(sensors);
  std::vector<std::thread> threads;
  for (int sensor = 0; sensor < sensors; ++sensor) {
    threads.emplace_back(
        [&answers, ask, sensor] { answers[sensor] = ask(sensor); });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  return answers;
}

std::vector<int> on_a_pool(Ask ask, int sensors, int threads) {
  std::vector<int> answers(sensors);
  std::atomic<int> next = 0;
  {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        for (int sensor = next++; sensor < sensors; sensor = next++) {
          answers[sensor] = ask(sensor);
        }
      });
    }
  }
  return answers;
}
