// What a worker process and a task for it cost, beside a thread.
// recorded: measured
#include <fmt/core.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/process_pool.hpp>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

std::size_t size_of(std::string text) {
  return text.size();
}
const course::PoolFunction size_there{"size_of", size_of};

/// Memory of this process that no other one shares, in kilobytes.
std::size_t private_memory() {
  std::ifstream file("/proc/self/smaps_rollup");
  std::size_t sum = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("Private")) {
      sum += std::stoul(line.substr(line.find(':') + 1));
    }
  }
  return sum;
}
const course::PoolFunction memory_there{"private_memory", private_memory};

double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin)
      .count();
}

//! [process-costs]
asio::awaitable<double> round_trip(course::ProcessPool& pool,
                                   std::size_t bytes, int rounds) {
  const std::string text(bytes, 'x');
  const auto begin = Clock::now();
  for (int round = 0; round < rounds; ++round) {
    co_await pool.submit(size_there, text).get();
  }
  co_return microseconds_since(begin) / rounds;
}

double thread_round_trip(int rounds) {
  asio::thread_pool pool(1);
  const auto begin = Clock::now();
  for (int round = 0; round < rounds; ++round) {
    asio::post(pool, asio::use_future([] {})).get();
  }
  return microseconds_since(begin) / rounds;
}

asio::awaitable<void> measure() {
  const auto executor = co_await asio::this_coro::executor;
  auto begin = Clock::now();
  std::thread([] {}).join();
  fmt::print("a thread, begun and joined    {:8.0f} us\n",
             microseconds_since(begin));

  course::ProcessPool pool(executor, 1);
  begin = Clock::now();
  co_await pool.submit(size_there, "").get();
  fmt::print("a worker, until it answers    {:8.0f} us\n",
             microseconds_since(begin));
  fmt::print("its own memory                {:8} KB\n",
             co_await pool.submit(memory_there).get());
  fmt::print("a task for a thread           {:8.0f} us\n",
             thread_round_trip(2000));
  fmt::print("a task for a worker           {:8.0f} us\n",
             co_await round_trip(pool, 0, 2000));
  fmt::print("a task with 1 MB of arguments {:8.0f} us\n",
             co_await round_trip(pool, 1'000'000, 50));
  co_await pool.shutdown();
}
//! [process-costs]

int main() {
  if (course::is_worker()) {
    return course::run_worker();
  }
  asio::io_context loop(1);
  asio::co_spawn(loop, measure(), asio::detached);
  loop.run();
}
