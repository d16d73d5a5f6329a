// What a turn costs: one loop, one loop for all threads, one loop each.
// recorded: measured
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <course/run_in_executor.hpp>
#include <deque>
#include <memory>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

constexpr int sessions = 8;
constexpr int turns = 5'000;

//! [pools-hops]
asio::awaitable<void> session() {
  for (int i = 0; i < turns; ++i) {
    co_await asio::post(asio::use_awaitable);  // its own executor
  }
}

void shared(int threads) {
  asio::io_context loop(threads);
  for (int i = 0; i < sessions; ++i) {
    asio::co_spawn(asio::make_strand(loop), session(), asio::detached);
  }
  std::vector<std::jthread> runners;
  for (int i = 0; i < threads; ++i) {
    runners.emplace_back([&loop] { loop.run(); });
  }
}

void apart(int threads) {
  std::deque<asio::io_context> loops;
  for (int i = 0; i < threads; ++i) {
    loops.emplace_back(1);
  }
  for (int i = 0; i < sessions; ++i) {
    asio::co_spawn(loops[i % threads], session(), asio::detached);
  }
  std::vector<std::jthread> runners;
  for (asio::io_context& loop : loops) {
    runners.emplace_back([&loop] { loop.run(); });
  }
}
//! [pools-hops]

/// Prints the time of the best of three runs, for one of so many turns.
template <typename Design>
void row(const char* name, int turns_taken, Design design) {
  std::chrono::duration<double, std::nano> best = std::chrono::hours(1);
  for (int run = 0; run < 3; ++run) {
    const auto start = Clock::now();
    design();
    best = std::min<decltype(best)>(best, Clock::now() - start);
  }
  fmt::print("{:<28} {:6.0f} ns\n", name, best.count() / turns_taken);
}

constexpr int hops = 2'000;

/// To the pool and back.
void hop() {
  asio::io_context loop(1);
  asio::thread_pool pool(1);
  const auto there_and_back = [&]() -> asio::awaitable<void> {
    for (int i = 0; i < hops; ++i) {
      co_await course::run_in_executor(pool, [] {});
    }
  };
  asio::co_spawn(loop, there_and_back, asio::detached);
  loop.run();
}

int main() {
  constexpr int all = sessions * turns;
  row("one loop, one thread", all, [] { apart(1); });
  row("one loop each, two threads", all, [] { apart(2); });
  row("one loop for both, strands", all, [] { shared(2); });
  row("run_in_executor and back", hops, hop);
}
