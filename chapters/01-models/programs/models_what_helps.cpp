// Four jobs that wait and four that compute, each run in three ways.
// recorded: measured
#include <fmt/core.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <course/work_for.hpp>
#include <functional>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

// A kind of job: as an ordinary function, and as a coroutine.
struct Job {
  std::function<void()> call;
  std::function<asio::awaitable<void>()> start;
};

asio::awaitable<void> ask() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 10ms);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> compute() {
  course::work_for(10ms);
  co_return;
}

//! [models-what-helps]
void in_turn(const Job& job) {
  for (int i = 0; i < 4; ++i) {
    job.call();
  }
}

void on_one_loop(const Job& job) {
  asio::io_context loop;
  for (int i = 0; i < 4; ++i) {
    asio::co_spawn(loop, job.start(), asio::detached);
  }
  loop.run();
}

void on_two_threads(const Job& job) {
  asio::thread_pool threads(2);
  for (int i = 0; i < 4; ++i) {
    asio::post(threads, job.call);
  }
  threads.join();
}
//! [models-what-helps]

/// The best of 20 runs: the others were disturbed by other programs.
double milliseconds(void (*way)(const Job&), const Job& job) {
  std::chrono::duration<double, std::milli> best = 1h;
  for (int run = 0; run < 20; ++run) {
    const auto start = std::chrono::steady_clock::now();
    way(job);
    best = std::min<decltype(best)>(
        best, std::chrono::steady_clock::now() - start);
  }
  return best.count();
}

void row(const char* name, void (*way)(const Job&)) {
  const Job waiting{[] { std::this_thread::sleep_for(10ms); }, ask};
  const Job computing{[] { course::work_for(10ms); }, compute};
  fmt::print("{:<15}  {:>4.0f} ms  {:>6.0f} ms\n", name,
             milliseconds(way, waiting), milliseconds(way, computing));
}

int main() {
  fmt::print("4 jobs           waiting  computing\n");
  row("in turn", in_turn);
  row("on one loop", on_one_loop);
  row("on two threads", on_two_threads);
}
