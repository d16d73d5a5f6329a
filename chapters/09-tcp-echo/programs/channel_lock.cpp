// A mutex that suspends: a channel with room for one message.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <string>

namespace asio = boost::asio;
using boost::system::error_code;
using namespace std::chrono_literals;

course::Trace trace;

//! [tcp-echo-lock]
using Channel = asio::experimental::channel<void(error_code)>;

// Gives the place back when the scope ends, however it ends.
struct Release {
  Channel& channel;
  ~Release() {
    channel.try_receive([](error_code) {});
  }
};
//! [tcp-echo-lock]

int seats = 10;

//! [tcp-echo-locked-update]
asio::awaitable<void> sell(Channel& lock, std::string client,
                           std::chrono::milliseconds payment) {
  co_await lock.async_send(error_code{}, asio::use_awaitable);
  const Release release{lock};
  const int free = seats;
  course::say("{} pays, {} seats are free", client, free);
  asio::steady_timer timer(co_await asio::this_coro::executor, payment);
  co_await timer.async_wait(asio::use_awaitable);
  seats = free - 1;
  course::say("{} has a seat, {} are left", client, seats);
}
//! [tcp-echo-locked-update]

asio::awaitable<void> two_sales() {
  Channel lock(co_await asio::this_coro::executor, 1);
  co_await course::gather(
      course::traced(trace, "ada", sell(lock, "ada", 200ms)),
      course::traced(trace, "bob", sell(lock, "bob", 300ms)));
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, two_sales(), asio::detached);
  loop.run();
}
