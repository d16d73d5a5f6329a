// A pool in a program that does not ask whether it is a worker.
// recorded: measured
#include <fmt/core.h>

#include <boost/asio.hpp>
#include <course/process_pool.hpp>
#include <cstdio>

namespace asio = boost::asio;

int answer() {
  return 42;
}
const course::PoolFunction answer_there{"answer", answer};

//! [process-no-guard]
asio::awaitable<void> ask() {
  try {
    course::ProcessPool pool(co_await asio::this_coro::executor, 1);
    fmt::print("{}\n", co_await pool.submit(answer_there).get());
  } catch (const std::exception& error) {
    fmt::print("{}\n", error.what());
  }
  std::fflush(stdout);
}

int main() {
  fmt::print("the program begins\n");
  std::fflush(stdout);
  asio::io_context loop(1);
  asio::co_spawn(loop, ask(), asio::detached);
  loop.run();
}
//! [process-no-guard]
