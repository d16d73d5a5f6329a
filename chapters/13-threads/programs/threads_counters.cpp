// Two threads count visitors together, in five ways.
// recorded: measured, optimised
#include <fmt/format.h>

#include <atomic>
#include <boost/asio.hpp>
#include <chrono>
#include <latch>
#include <mutex>
#include <thread>

namespace asio = boost::asio;

/// Two threads that begin at the same time.
template <class Function>
void two_threads(Function function) {
  std::latch both(2);
  auto run = [&] {
    both.arrive_and_wait();
    function();
  };
  std::jthread one(run), two(run);
}

//! [threads-counters]
int in_three_steps(int each) {
  std::atomic<int> count = 0;
  two_threads([&] {
    for (int i = 0; i < each; ++i) {
      const int before = count.load(std::memory_order_relaxed);
      count.store(before + 1, std::memory_order_relaxed);
    }
  });
  return count;
}

int with_atomic(int each) {
  std::atomic<int> count = 0;
  two_threads([&] {
    for (int i = 0; i < each; ++i)
      ++count;
  });
  return count;
}

int with_mutex(int each) {
  int count = 0;
  std::mutex mutex;
  two_threads([&] {
    for (int i = 0; i < each; ++i) {
      const std::lock_guard lock(mutex);
      ++count;
    }
  });
  return count;
}
//! [threads-counters]

//! [threads-counters-apart]
int counted_apart(int each) {
  std::atomic<int> count = 0;
  two_threads([&] {
    int mine = 0;
    for (int i = 0; i < each; ++i)
      ++mine;
    count += mine;  // once
  });
  return count;
}

int on_a_strand(int each) {
  int count = 0;
  asio::thread_pool threads(2);
  auto strand = asio::make_strand(threads);
  two_threads([&] {
    for (int i = 0; i < each; ++i) {
      asio::post(strand, [&count] { ++count; });
    }
  });
  threads.join();
  return count;
}
//! [threads-counters-apart]

void row(const char* what, int (*way)(int), int each) {
  const auto start = std::chrono::steady_clock::now();
  const int count = way(each);
  const std::chrono::duration<double, std::nano> time =
      std::chrono::steady_clock::now() - start;
  fmt::print("{:<14} {:3.0f} % {:8.1f} ns\n", what,
             100.0 * (2.0 * each - count) / (2.0 * each),
             time.count() / (2.0 * each));
}

int main() {
  fmt::print("two threads      lost        each\n");
  row("three steps", in_three_steps, 5'000'000);
  row("atomic", with_atomic, 5'000'000);
  row("mutex", with_mutex, 1'000'000);
  row("strand", on_a_strand, 200'000);
  row("counted apart", counted_apart, 5'000'000);
}
