// check: SameJobThreeWays.ThreadsKeepTheOrder
// diagnosis: order-of-answers
// The threads append to a common list, as list.append does in Python.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <course/gather.hpp>
#include <mutex>
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
  std::vector<int> answers;
  std::mutex mutex;
  {
    std::vector<std::jthread> threads;
    for (int sensor = 0; sensor < sensors; ++sensor) {
      threads.emplace_back([&, sensor] {
        const int answer = ask(sensor);
        const std::lock_guard lock(mutex);
        answers.push_back(answer);
      });
    }
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
