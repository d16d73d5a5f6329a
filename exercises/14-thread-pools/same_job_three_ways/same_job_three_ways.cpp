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
  // Coroutines on an io_context of your own.
  throw std::logic_error("same_job_three_ways is not written yet");
}

std::vector<int> on_threads(Ask ask, int sensors) {
  // A thread for each sensor.
  throw std::logic_error("same_job_three_ways is not written yet");
}

std::vector<int> on_a_pool(Ask ask, int sensors, int threads) {
  // A pool of so many threads.
  throw std::logic_error("same_job_three_ways is not written yet");
}
