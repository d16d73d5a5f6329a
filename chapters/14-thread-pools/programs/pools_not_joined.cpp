// The end of a pool that still has work.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [pools-not-joined]
void write(int page) {
  std::this_thread::sleep_for(500ms);
  course::say("page {} is written", page);
}

void write_all() {
  asio::thread_pool pool(1);
  for (const int page : {1, 2, 3}) {
    asio::post(pool, [page] { write(page); });
  }
  std::this_thread::sleep_for(100ms);
  course::say("main has nothing more to do");
}  // ~thread_pool: stop(), then join()
//! [pools-not-joined]

int main() {
  write_all();
  course::say("the pool is gone");
}
