// The measurements with course::ProcessPool.
#include <signal.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <course/process_pool.hpp>
#include <deque>
#include <exception>
#include <functional>
#include <numeric>
#include <vector>

#include "process_shapes.hpp"

namespace bench::pool {

namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

int nothing(int number) {
  return number;
}
const course::PoolFunction nothing_there{"nothing", nothing};
const course::PoolFunction compute_there{"compute", compute};

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

using Body = std::function<asio::awaitable<double>(course::ProcessPool&)>;

double run(course::PoolOptions options, Body body) {
  asio::io_context loop(1);
  course::ProcessPool pool(loop.get_executor(), options);
  double result = 0;
  std::exception_ptr failure;
  asio::co_spawn(
      loop,
      [&]() -> asio::awaitable<void> {
        result = co_await body(pool);
        co_await pool.shutdown();
      },
      [&](std::exception_ptr error) { failure = error; });
  loop.run();
  if (failure) {
    std::rethrow_exception(failure);
  }
  return result;
}

asio::awaitable<void> call(course::ProcessPool& pool, std::size_t count) {
  std::deque<course::Future<int>> calls;
  for (std::size_t i = 0; i < count; ++i) {
    if (calls.size() == window) {
      co_await calls.front().get();
      calls.pop_front();
    }
    calls.push_back(pool.submit(nothing_there, static_cast<int>(i)));
  }
  for (const auto& last : calls) {
    co_await last.get();
  }
}

}  // namespace

double tasks_per_second(std::size_t count) {
  const course::PoolOptions options{.max_workers = workers,
                                    .tasks_per_worker = window / workers};
  return run(options,
             [count](course::ProcessPool& pool) -> asio::awaitable<double> {
               co_await call(pool, window);  // the workers start
               const auto begin = Clock::now();
               co_await call(pool, count);
               co_return static_cast<double>(count) / seconds_since(begin);
             });
}

double speed_up() {
  const double alone = seconds_alone();
  const auto begin = Clock::now();
  run({.max_workers = workers},
      [](course::ProcessPool& pool) -> asio::awaitable<double> {
        std::vector<int> inputs(processor_tasks);
        std::iota(inputs.begin(), inputs.end(), 0);
        co_await pool.map(compute_there, inputs);
        co_return 0;
      });
  return alone / seconds_since(begin);
}

double microseconds_to_successor() {
  return run({.max_workers = 1},
             [](course::ProcessPool& pool) -> asio::awaitable<double> {
               co_await pool.submit(nothing_there, 0).get();
               const auto begin = Clock::now();
               ::kill(pool.workers().front(), SIGKILL);
               for (;;) {
                 try {
                   co_await pool.submit(nothing_there, 0).get();
                   co_return 1e6 * seconds_since(begin);
                 } catch (const course::WorkerDied&) {
                   continue;  // it was given to the dead one
                 }
               }
             });
}

}  // namespace bench::pool
