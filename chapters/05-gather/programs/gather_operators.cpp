// && and gather when a job fails.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> reserve() {
  try {
    co_await sleep_for(300ms);
    fmt::print("  reserve: done\n");
  } catch (const boost::system::system_error&) {
    fmt::print("  reserve: cancelled\n");
    throw;
  }
}

asio::awaitable<void> charge() {
  co_await sleep_for(100ms);
  throw std::runtime_error("card refused");
}

std::string reason(std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const asio::multiple_exceptions& several) {
    return reason(several.first_exception());
  } catch (const std::exception& one) {
    return one.what();
  }
}

asio::awaitable<void> report(std::string way, asio::awaitable<void> jobs) {
  fmt::print("{}\n", way);
  std::exception_ptr error;
  try {
    co_await std::move(jobs);
  } catch (...) {
    error = std::current_exception();
  }
  fmt::print("  the reason given: {}\n", reason(error));
}

//! [gather-operators]
asio::awaitable<void> with_operator() {
  co_await (reserve() && charge());
}

asio::awaitable<void> with_gather() {
  co_await course::gather(reserve(), charge());
}
//! [gather-operators]

asio::awaitable<void> compare() {
  co_await report("reserve() && charge()", with_operator());
  co_await report("gather(reserve(), charge())", with_gather());
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
