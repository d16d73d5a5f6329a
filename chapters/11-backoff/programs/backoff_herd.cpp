// A thousand clients of a server that is down for ten seconds.
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <course/retry.hpp>
#include <map>
#include <string_view>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [backoff-herd]
/// How many requests come in each tenth of a second.
std::map<int, int> requests(course::RetryPolicy policy) {
  asio::io_context loop;
  const auto start = std::chrono::steady_clock::now();
  const auto random = course::random_source(1);
  std::map<int, int> count;
  const auto ask = [&]() -> asio::awaitable<void> {
    const auto t = std::chrono::steady_clock::now() - start;
    ++count[static_cast<int>(t / 100ms)];
    if (t < 10s) {
      throw boost::system::system_error(asio::error::connection_refused);
    }
    co_return;
  };
  for (int client = 0; client < 1000; ++client) {
    asio::co_spawn(loop, course::retry(ask, policy, random),
                   asio::detached);
  }
  loop.run();
  return count;
}
//! [backoff-herd]

void show(std::string_view name, const course::RetryPolicy& policy) {
  const auto count = requests(policy);
  int in_all = 0;
  int busiest = 0;
  for (const auto& [tenth, number] : count) {
    in_all += number;
    busiest = tenth >= 100 ? std::max(busiest, number) : busiest;
  }
  fmt::print("{:25} {:6} {:11} {:11.1f} s\n", name, in_all, busiest,
             count.rbegin()->first / 10.0);
}

int main() {
  fmt::print(
      "                           in all    at most    the last\n"
      "the waits               requests   in 0.1 s*   is served\n");
  show("1 s each", {.attempts = 20, .longest = 1s, .jitter = 0.0});
  show("doubled", {.attempts = 20, .jitter = 0.0});
  show("doubled, up to 10 % more", {.attempts = 20, .jitter = 0.1});
  show("doubled, up to 100 % more", {.attempts = 20, .jitter = 1.0});
  fmt::print("* from t = 10 s on, when the server is back\n");
}
