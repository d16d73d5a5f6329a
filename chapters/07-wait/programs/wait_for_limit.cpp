// A limit that stops the work.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <course/wait.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> send_order(std::string carrier,
                                 std::chrono::seconds delay) {
  try {
    co_await sleep_for(delay);
    course::say("{}: booked", carrier);
  } catch (const boost::system::system_error&) {
    course::say("{}: cancelled", carrier);
    throw;
  }
}

asio::awaitable<void> book(std::string carrier,
                           std::chrono::seconds delay) {
  return course::traced(trace, carrier, send_order(carrier, delay));
}

//! [wait-for-limit]
asio::awaitable<void> book_in_time() {
  try {
    co_await course::wait_for(book("van", 1s), 2s);
    co_await course::wait_for(book("ship", 3s), 2s);
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::timed_out) {
      throw;
    }
    course::say("the ship is too slow");
  }
  co_await sleep_for(1500ms);
}
//! [wait-for-limit]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, book_in_time(), asio::detached);
  loop.run();
}
