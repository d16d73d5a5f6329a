// recorded: fails
// A std::mutex held across co_await: the thread waits for itself.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [tcp-echo-mutex]
std::mutex mutex;
int seats = 10;

asio::awaitable<void> sell(std::string client,
                           std::chrono::milliseconds payment) {
  course::say("{} wants the mutex", client);
  const std::lock_guard lock(mutex);
  course::say("{} pays, {} seats are free", client, seats);
  asio::steady_timer timer(co_await asio::this_coro::executor, payment);
  co_await timer.async_wait(asio::use_awaitable);
  --seats;
  course::say("{} has a seat, {} are left", client, seats);
}
//! [tcp-echo-mutex]

asio::awaitable<void> two_sales() {
  co_await course::gather(sell("ada", 200ms), sell("bob", 300ms));
}

/// Ends the program after `patience`; its loop cannot do that any more.
void watch(std::chrono::seconds patience) {
  std::this_thread::sleep_for(patience);
  course::say("nothing has happened since; the watchdog gives up");
  std::_Exit(1);
}

int main() {
  std::thread(watch, 60s).detach();
  asio::io_context loop;
  asio::co_spawn(loop, two_sales(), asio::detached);
  loop.run();
}
