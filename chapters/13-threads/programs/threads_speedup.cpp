// The same computation by 1, 2 and 4 threads, without and with a GIL.
// recorded: measured, optimised
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>
#include <thread>
#include <vector>

#include "threads_gil.hpp"

using std::chrono::duration;

constexpr int numbers = 400'000;
constexpr int step = 1'000;

bool is_prime(int n) {
  for (int d = 2; d * d <= n; ++d) {
    if (n % d == 0) {
      return false;
    }
  }
  return n >= 2;
}

/// How many of [first, first + step) are prime.
int primes_from(int first) {
  int found = 0;
  for (int n = first; n < first + step; ++n) {
    found += is_prime(n) ? 1 : 0;
  }
  return found;
}

//! [threads-speedup]
int primes(int threads, Gil* gil) {
  std::vector<int> found(threads);
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        int mine = 0;
        for (int n = t * step; n < numbers; n += threads * step) {
          if (gil)
            gil->acquire();
          mine += primes_from(n);
          if (gil)
            gil->release();
        }
        found[t] = mine;  // a place of its own: nobody else writes here
      });
    }
  }  // joined: what they have written can be read
  return std::accumulate(found.begin(), found.end(), 0);
}
//! [threads-speedup]

double seconds(int threads, Gil* gil) {
  const auto start = std::chrono::steady_clock::now();
  primes(threads, gil);
  return duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Row {
  int threads = 1;
  double free = 1e9;
  double locked = 1e9;
};

int main() {
  Gil gil;
  std::array<Row, 3> rows{{{1}, {2}, {4}}};
  // The best of some runs: the others were disturbed by other programs.
  for (int run = 0; run < 5; ++run) {
    for (auto& [threads, free, locked] : rows) {
      free = std::min(free, seconds(threads, nullptr));
      locked = std::min(locked, seconds(threads, &gil));
    }
  }
  const double alone = rows[0].free;
  fmt::print("{} primes below {}\n\n", primes(1, nullptr), numbers);
  fmt::print("threads   time  speed-up    with a GIL  speed-up\n");
  for (const auto& [threads, free, locked] : rows) {
    fmt::print("{:<7} {:.2f} s {:8.2f}x {:11.2f} s {:8.2f}x\n", threads,
               free, alone / free, locked, alone / locked);
  }
}
