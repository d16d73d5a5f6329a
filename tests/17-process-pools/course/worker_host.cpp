#include "worker_host.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <course/process_pool.hpp>
#include <cstdlib>
#include <iostream>

#include "pool_functions.hpp"

namespace {

using namespace pool_test;

/// A program with a pool of two, one idle and one that computes. It says
/// who they are and is then to be killed.
int parent_to_be_killed(const std::string& begun) {
  asio::io_context loop(1);
  course::ProcessPool pool(loop.get_executor(), 2);
  asio::co_spawn(
      loop,
      [&]() -> asio::awaitable<void> {
        const auto computing = pool.submit(compute_there, begun);
        co_await pool.submit(nothing_there).get();
        co_await until_exists(begun);
        for (const pid_t id : pool.workers()) {
          std::cout << id << std::endl;
        }
        co_await computing.get();
      },
      asio::detached);
  loop.run();
  return 0;
}

}  // namespace

// What the main of a program does first; and what this host is for other
// tests: a parent that dies, and a program that forgets the line.
std::optional<int> course::testing::run_as_worker() {
  if (const char* begun = std::getenv("POOL_TEST_PARENT");
      begun && !course::is_worker()) {
    return parent_to_be_killed(begun);
  }
  if (std::getenv("POOL_TEST_FORGETS") && course::is_worker()) {
    asio::io_context loop(1);
    try {
      const course::ProcessPool pool(loop.get_executor(), 1);
    } catch (const std::logic_error&) {
      return 1;
    }
  }
  if (course::is_worker()) {
    return course::run_worker();
  }
  return std::nullopt;
}
