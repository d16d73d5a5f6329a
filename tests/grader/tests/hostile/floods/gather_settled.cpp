// Prints for ever.
#include "gather_settled.hpp"

#include <cstdio>

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  for (;;) {
    std::puts("=HYPERLINK(\"<script>alert(1)</script>\")\x1b[2J");
  }
  co_return std::vector<Outcome>(jobs.size());
}
