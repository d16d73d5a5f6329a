// Another program is run: its lines as they come, its end, a time limit.
// recorded: measured
#include <fmt/core.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/child_process.hpp>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [process-run]
const std::string backup =
    "echo 2 files to copy; echo a.txt; echo b.txt; exit 3";
const std::string stuck = "echo waiting for the disk; sleep 1000";

asio::awaitable<void> run(std::string script,
                          std::chrono::milliseconds limit) {
  const auto end = co_await course::run_program(
      {.name = "sh", .arguments = {"-c", script}, .limit = limit},
      [](std::string_view line) { fmt::print("  {}\n", line); });
  fmt::print("ended: {}{}\n", to_string(end.status),
             end.timed_out ? ", at the limit" : "");
}

asio::awaitable<void> run_both() {
  co_await run(backup, 5s);
  co_await run(stuck, 200ms);
}
//! [process-run]

int main() {
  asio::io_context loop(1);
  asio::co_spawn(loop, run_both(), asio::detached);
  loop.run();
}
