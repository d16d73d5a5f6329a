// A time-out over blocking calls, and an exception from a thread.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/run_in_executor.hpp>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <stdexcept>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! [pools-border]
void scan(std::string name) {
  course::say("{}: scanning", name);
  std::this_thread::sleep_for(1s);
  if (name == "torn page") {
    throw std::runtime_error("paper jam");
  }
  course::say("{}: done", name);
}

asio::awaitable<void> scan_quickly(asio::thread_pool& pool,
                                   std::string name, milliseconds limit) {
  auto work = [name] { scan(name); };
  try {
    co_await course::wait_for(course::run_in_executor(pool, work), limit);
  } catch (const boost::system::system_error& error) {
    course::say("{}: nobody waits any more", name);
  } catch (const std::runtime_error& error) {
    course::say("{}: {}", name, error.what());
  }
}

asio::awaitable<void> scan_all(asio::thread_pool& pool) {
  co_await scan_quickly(pool, "torn page", 5s);
  co_await course::gather(scan_quickly(pool, "page 1", 400ms),
                          scan_quickly(pool, "page 2", 600ms));
  course::say("end of main");
}
//! [pools-border]

int main() {
  asio::io_context loop;
  asio::thread_pool pool(1);
  asio::co_spawn(loop, scan_all(pool), asio::detached);
  loop.run();
  pool.join();
}
