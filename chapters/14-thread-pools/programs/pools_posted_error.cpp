// An exception in a job that has no future.
// recorded: fails
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <stdexcept>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [pools-posted-error]
int main() {
  asio::thread_pool pool(1);
  asio::post(pool, [] { throw std::runtime_error("mill is closed"); });
  std::this_thread::sleep_for(1s);
  course::say("main goes on");
}
//! [pools-posted-error]
