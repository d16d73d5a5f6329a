// Eight tasks of different weight, one after another and in two processes.
// recorded: measured
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <chrono>
#include <cmath>
#include <course/gather.hpp>
#include <course/process_pool.hpp>
#include <course/trace.hpp>
#include <map>
#include <string>
#include <vector>

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

//! [process-eight]
struct Task {
  int number, size, extra;
};

/// What a worker sends back. The steady clock of Linux is the same one for
/// all processes of a machine.
struct Done {
  int number;
  pid_t worker;
  Clock::time_point begin, end;
  double result;
};

Done process(Task task) {
  const auto begin = Clock::now();
  double result = 0;
  for (int i = 0; i < task.size; ++i) {
    result += std::sqrt(i) * std::sin(i) * std::cos(i);
  }
  for (int round = 0; round < task.extra; ++round) {
    for (int i = 0; i < 1'000'000; ++i) {
      result += i * 0.0001;
    }
  }
  return {task.number, ::getpid(), begin, Clock::now(), result};
}
const course::PoolFunction process_there{"process", process};
//! [process-eight]

const std::vector<Task> tasks = {{1, 750'000, 3},   {2, 1'250'000, 5},
                                 {3, 2'000'000, 4}, {4, 1'000'000, 6},
                                 {5, 1'500'000, 2}, {6, 500'000, 8},
                                 {7, 1'750'000, 3}, {8, 1'250'000, 4}};
constexpr std::size_t max_workers = 2;

/// When the program began, and t = 0 of the figure.
const Clock::time_point start = Clock::now();
course::Trace trace;

void draw(const std::string& row, const Done& done) {
  trace.add(row, course::Kind::exec, done.begin - start, done.end - start);
}

/// "worker 1" is the one that was heard of first.
std::string name_of(pid_t worker) {
  static std::map<pid_t, std::size_t> numbers;
  const auto number = numbers.try_emplace(worker, numbers.size() + 1);
  return fmt::format("worker {}", number.first->second);
}

double seconds_since(Clock::time_point begin) {
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

asio::awaitable<void> compare() {
  //! [process-eight-run]
  auto begin = Clock::now();
  for (const Task& task : tasks) {
    draw("one process", process(task));
  }
  const double alone = seconds_since(begin);

  begin = Clock::now();
  course::ProcessPool pool(co_await asio::this_coro::executor, max_workers);
  std::vector<int> order;
  std::vector<asio::awaitable<void>> listeners;
  for (const Task& task : tasks) {
    const auto future = pool.submit(process_there, task);
    listeners.push_back(
        [](auto call, auto& ended) -> asio::awaitable<void> {
          const Done done = co_await call.get();
          ended.push_back(done.number);
          draw(name_of(done.worker), done);
        }(future, order));
  }
  co_await course::gather(std::move(listeners));
  const double together = seconds_since(begin);
  co_await pool.shutdown();
  //! [process-eight-run]

  fmt::print("order of the ends: {}\n", fmt::join(order, " "));
  fmt::print("one after another {:.2f} s, in {} processes {:.2f} s\n",
             alone, max_workers, together);
  const double speed_up = alone / together;
  fmt::print("speed-up {:.2f}, efficiency {:.0f} %\n", speed_up,
             100 * speed_up / max_workers);
}

int main() {
  if (course::is_worker()) {
    return course::run_worker();
  }
  asio::io_context loop(1);
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
