// A job that waits for another job of its pool.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <future>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [pools-waits-for-itself]
int main() {
  asio::thread_pool pool(1);
  auto report = asio::post(
      pool, asio::use_future([&pool] {
        auto sum = asio::post(pool, asio::use_future([] { return 42; }));
        if (sum.wait_for(1h) == std::future_status::timeout) {
          course::say("an hour later: no sum");
          return 0;
        }
        return sum.get();
      }));
  report.get();
}
//! [pools-waits-for-itself]
