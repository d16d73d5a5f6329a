// A job that is cancelled and has something to put right first.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <exception>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [wait-clean-up]
asio::awaitable<void> release_seat() {
  course::say("  releasing the seat ...");
  co_await sleep_for(500ms);
  course::say("  the seat is free again");
}

asio::awaitable<void> hold_seat(bool reset) {
  std::exception_ptr error;
  try {
    co_await sleep_for(3s);  // the customer looks for a credit card
  } catch (const boost::system::system_error&) {
    error = std::current_exception();  // no co_await in here
  }
  if (error) {
    if (reset) {
      co_await asio::this_coro::reset_cancellation_state();
    }
    co_await release_seat();
    std::rethrow_exception(error);
  }
}
//! [wait-clean-up]

asio::awaitable<void> try_it(bool reset) {
  try {
    co_await course::wait_for(hold_seat(reset), 2s);
  } catch (const boost::system::system_error&) {
    course::say("  timed out");
  }
}

asio::awaitable<void> compare() {
  course::say("as in Python:");
  co_await try_it(false);
  course::say("with reset_cancellation_state:");
  co_await try_it(true);
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
