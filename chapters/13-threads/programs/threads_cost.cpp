// What a thread costs: to create, to keep, and to change to.
// recorded: measured, optimised
#include <fmt/core.h>
#include <sched.h>
#include <unistd.h>

#include <boost/asio.hpp>
#include <chrono>
#include <fstream>
#include <latch>
#include <memory>
#include <semaphore>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;
using std::chrono::duration;

constexpr int many = 1'000;

/// The address space and the memory of this program, in KiB.
struct Memory {
  double reserved = 0;
  double resident = 0;

  static Memory now() {
    std::ifstream file("/proc/self/statm");
    Memory pages;
    file >> pages.reserved >> pages.resident;
    const double size = static_cast<double>(sysconf(_SC_PAGESIZE)) / 1'024;
    return {pages.reserved * size, pages.resident * size};
  }
};

void row(const char* what, duration<double, std::micro> time,
         const Memory& before) {
  const Memory after = Memory::now();
  fmt::print("{:<10} {:5.1f} us {:9.1f} KiB {:9.1f} KiB\n", what,
             time.count() / many, (after.reserved - before.reserved) / many,
             (after.resident - before.resident) / many);
}

//! [threads-cost-keep]
void keep_threads() {
  const auto before = Memory::now();
  std::latch all_started(many + 1), end(1);
  const auto start = Clock::now();
  std::vector<std::jthread> threads;
  for (int i = 0; i < many; ++i) {
    threads.emplace_back([&] {
      all_started.count_down();
      end.wait();
    });
  }
  const auto time = Clock::now() - start;
  all_started.arrive_and_wait();
  row("thread", time, before);
  end.count_down();
}
//! [threads-cost-keep]

asio::awaitable<void> sleeper(asio::steady_timer& end) {
  co_await end.async_wait(asio::as_tuple(asio::use_awaitable));
}

void keep_coroutines() {
  asio::io_context loop;
  asio::steady_timer end(loop, std::chrono::hours(1));
  const auto before = Memory::now();
  const auto start = Clock::now();
  for (int i = 0; i < many; ++i) {
    asio::co_spawn(loop, sleeper(end), asio::detached);
  }
  loop.poll();  // runs each of them to its wait
  row("coroutine", Clock::now() - start, before);
}

/// From now on this thread, and those that it starts, share a processor.
void use_one_processor() {
  cpu_set_t one;
  CPU_ZERO(&one);
  CPU_SET(sched_getcpu(), &one);
  sched_setaffinity(0, sizeof(one), &one);
}

//! [threads-cost-change]
double microseconds_per_change() {
  use_one_processor();
  constexpr int rounds = 20'000;
  std::binary_semaphore ping(0), pong(0);
  std::jthread other([&] {
    for (int i = 0; i < rounds; ++i) {
      ping.acquire();
      pong.release();
    }
  });
  const auto start = Clock::now();
  for (int i = 0; i < rounds; ++i) {
    ping.release();
    pong.acquire();
  }
  const duration<double, std::micro> time = Clock::now() - start;
  return time.count() / (2 * rounds);
}
//! [threads-cost-change]

/// The same between two coroutines of one loop: each turn is the other's.
double microseconds_per_turn() {
  constexpr int rounds = 20'000;
  asio::io_context loop(1);
  const auto player = []() -> asio::awaitable<void> {
    for (int i = 0; i < rounds; ++i) {
      co_await asio::post(asio::use_awaitable);
    }
  };
  asio::co_spawn(loop, player(), asio::detached);
  asio::co_spawn(loop, player(), asio::detached);
  const auto start = Clock::now();
  loop.run();
  const duration<double, std::micro> time = Clock::now() - start;
  return time.count() / (2 * rounds);
}

int main() {
  fmt::print("one of {:<3} to create      reserved      resident\n", many);
  keep_coroutines();
  keep_threads();
  fmt::print("\nfrom one coroutine to the next {:5.2f} us\n",
             microseconds_per_turn());
  fmt::print("from one thread to the next    {:5.2f} us\n",
             microseconds_per_change());
}
