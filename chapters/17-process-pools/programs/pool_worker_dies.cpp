// A task that kills its worker, among tasks that do not.
// recorded: measured
#include <fmt/core.h>
#include <signal.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/process_pool.hpp>
#include <string>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [process-dies]
std::string thumbnail(std::string picture) {
  if (picture == "broken") {
    ::raise(SIGSEGV);
  }
  std::this_thread::sleep_for(50ms);
  return picture + ".png";
}
const course::PoolFunction thumbnail_there{"thumbnail", thumbnail};

asio::awaitable<void> thumbnails() {
  course::ProcessPool pool(co_await asio::this_coro::executor, 1);
  std::vector<course::Future<std::string>> calls;
  for (const char* picture : {"tree", "broken", "house", "river"}) {
    calls.push_back(pool.submit(thumbnail_there, picture));
  }
  for (const auto& call : calls) {
    try {
      fmt::print("{}\n", co_await call.get());
    } catch (const course::WorkerDied& error) {
      fmt::print("WorkerDied: {}\n", error.what());
    }
  }
  fmt::print("{}\n", co_await pool.submit(thumbnail_there, "sky").get());
  co_await pool.shutdown();
}
//! [process-dies]

int main() {
  if (course::is_worker()) {
    return course::run_worker();
  }
  asio::io_context loop(1);
  asio::co_spawn(loop, thumbnails(), asio::detached);
  loop.run();
}
