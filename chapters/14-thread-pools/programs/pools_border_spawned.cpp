// The same time-outs over work that is spawned on the pool.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! [pools-border-spawned]
asio::awaitable<void> scan(std::string name) {
  course::say("{}: scanning", name);
  std::this_thread::sleep_for(1s);
  course::say("{}: done", name);
  co_return;
}

asio::awaitable<void> scan_quickly(asio::thread_pool& pool,
                                   std::string name, milliseconds limit) {
  try {
    co_await course::wait_for(
        asio::co_spawn(pool, scan(name), asio::use_awaitable), limit);
    course::say("{}: the wait is over", name);
  } catch (const boost::system::system_error& error) {
    course::say("{}: nobody waits any more", name);
  }
}
//! [pools-border-spawned]

asio::awaitable<void> scan_all(asio::thread_pool& pool) {
  co_await course::gather(scan_quickly(pool, "page 1", 400ms),
                          scan_quickly(pool, "page 2", 600ms));
  course::say("end of main");
}

int main() {
  asio::io_context loop;
  asio::thread_pool pool(1);
  asio::co_spawn(loop, scan_all(pool), asio::detached);
  loop.run();
}
