// Three requests of 0.8 s: a limit for each, and one for all.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/wait.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> request(int page) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 800ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("page {}", page);
}

//! [wait-each-or-all]
asio::awaitable<void> read_all() {
  for (const int page : {1, 2, 3}) {
    co_await request(page);
  }
}

asio::awaitable<void> compare() {
  course::say("1 s for each:");
  for (const int page : {1, 2, 3}) {
    co_await course::wait_for(request(page), 1s);
  }

  course::say("2 s for all:");
  try {
    co_await course::wait_for(read_all(), 2s);
  } catch (const boost::system::system_error& error) {
    course::say("{}", error.code() == asio::error::timed_out
                          ? "timed out"
                          : error.what());
  }
}
//! [wait-each-or-all]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
