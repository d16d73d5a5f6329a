// An update lost across co_await: two sales, one seat less.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

//! [tcp-echo-lost-update]
int seats = 10;

asio::awaitable<void> sell(std::string client,
                           std::chrono::milliseconds payment) {
  const int free = seats;
  course::say("{} pays, {} seats are free", client, free);
  asio::steady_timer timer(co_await asio::this_coro::executor, payment);
  co_await timer.async_wait(asio::use_awaitable);
  seats = free - 1;
  course::say("{} has a seat, {} are left", client, seats);
}
//! [tcp-echo-lost-update]

asio::awaitable<void> two_sales() {
  co_await course::gather(course::traced(trace, "ada", sell("ada", 200ms)),
                          course::traced(trace, "bob", sell("bob", 300ms)));
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, two_sales(), asio::detached);
  loop.run();
}
