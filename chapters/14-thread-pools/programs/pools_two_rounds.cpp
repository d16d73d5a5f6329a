// Four jobs on a pool of two threads.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

course::Trace trace;

//! [pools-two-rounds]
void ask(std::string shop, milliseconds answer) {
  course::say("{}: asked", shop);
  std::this_thread::sleep_for(answer);  // a call that blocks
  course::say("{}: answered", shop);
}

void submit(asio::thread_pool& pool, std::string shop,
            milliseconds answer) {
  asio::post(trace.executor(shop, pool.get_executor()),
             [=] { ask(shop, answer); });
}

int main() {
  asio::thread_pool pool(2);
  submit(pool, "hill", 1000ms);
  submit(pool, "lake", 1200ms);
  submit(pool, "mill", 1000ms);
  submit(pool, "park", 1200ms);
  course::say("all are submitted");
  pool.join();
  course::say("all have answered");
}
//! [pools-two-rounds]
