// The same jobs in three ways: time, memory and lines of code.
// recorded: measured
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/work_for.hpp>
#include <fstream>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

/// What is to be done, how often, and by how many threads of a pool.
struct Case {
  const char* name;
  milliseconds wait, work;
  int jobs, workers, runs;
};

//! [pools-way-loop]
constexpr int before_loop = __LINE__;
asio::awaitable<void> awaited_job(milliseconds wait, milliseconds work) {
  asio::steady_timer timer(co_await asio::this_coro::executor, wait);
  co_await timer.async_wait(asio::use_awaitable);
  course::work_for(work);
}

void on_a_loop(const Case& c) {
  asio::io_context loop;
  std::vector<asio::awaitable<void>> jobs;
  for (int i = 0; i < c.jobs; ++i) {
    jobs.push_back(awaited_job(c.wait, c.work));
  }
  asio::co_spawn(loop, course::gather(std::move(jobs)), asio::detached);
  loop.run();
}
//! [pools-way-loop]

//! [pools-way-threads]
constexpr int before_job = __LINE__;
void blocking_job(milliseconds wait, milliseconds work) {
  std::this_thread::sleep_for(wait);
  course::work_for(work);
}

constexpr int before_threads = __LINE__;
void on_threads(const Case& c) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < c.jobs; ++i) {
    threads.emplace_back(blocking_job, c.wait, c.work);
  }
}

constexpr int before_pool = __LINE__;
void on_a_pool(const Case& c) {
  asio::thread_pool pool(c.workers);
  for (int i = 0; i < c.jobs; ++i) {
    asio::post(pool, [&c] { blocking_job(c.wait, c.work); });
  }
  pool.join();
}
constexpr int behind_pool = __LINE__;
//! [pools-way-threads]

// The empty line between two parts, and the constant, are not counted.
constexpr int job_lines = before_threads - before_job - 2;
constexpr int loop_lines = before_job - before_loop - 5;
constexpr int threads_lines = job_lines + before_pool - before_threads - 2;
constexpr int pool_lines = job_lines + behind_pool - before_pool - 1;

/// Address space and memory at their highest, in MiB.
struct Memory {
  double reserved = 0, resident = 0;

  static Memory at_most() {
    std::ifstream file("/proc/self/status");
    Memory memory;
    for (std::string word; file >> word;) {
      if (word == "VmPeak:")
        file >> memory.reserved;
      if (word == "VmHWM:")
        file >> memory.resident;
    }
    return {memory.reserved / 1024, memory.resident / 1024};
  }
};

/// Runs one way in a process of its own, so that no way finds the memory
/// of another one, and prints its row of the table,
/// with the time of the best of some runs: others were disturbed.
void row(const char* name, const Case& c, void (*way)(const Case&),
         int lines) {
  std::fflush(stdout);
  if (fork() != 0) {
    wait(nullptr);
    return;
  }
  Memory before = Memory::at_most();
  way({c.name, 0ms, 0ms, 2, 2, 1});  // loads the code that it needs
  before.resident = Memory::at_most().resident;
  std::chrono::duration<double, std::milli> best = 1h;
  for (int run = 0; run < c.runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    way(c);
    best = std::min<decltype(best)>(
        best, std::chrono::steady_clock::now() - start);
  }
  const Memory after = Memory::at_most();
  fmt::print("{:<14} {:5.0f} ms {:6.0f} MiB {:6.1f} MiB {:5}\n", name,
             best.count(), after.reserved - before.reserved,
             after.resident - before.resident, lines);
  std::fflush(stdout);
  _exit(0);
}

int main() {
  for (const Case& c :
       {Case{"400 jobs that wait 20 ms", 20ms, 0ms, 400, 40, 3},
        Case{"8 jobs that compute 5 ms", 0ms, 5ms, 8, 2, 20}}) {
    fmt::print("{}\n", c.name);
    fmt::print("                  time    reserved   resident lines\n");
    row("a loop", c, on_a_loop, loop_lines);
    row("a thread each", c, on_threads, threads_lines);
    row(fmt::format("a pool of {}", c.workers).c_str(), c, on_a_pool,
        pool_lines);
    fmt::print("\n");
  }
}
