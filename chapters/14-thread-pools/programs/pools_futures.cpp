// Results and exceptions of jobs on a pool.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

//! [pools-futures]
int price(std::string shop, int cents, milliseconds answer) {
  std::this_thread::sleep_for(answer);
  if (cents == 0) {
    throw std::runtime_error(shop + " is closed");
  }
  return cents;
}

/// What executor.submit is in Python.
template <typename Function>
auto submit(asio::thread_pool& pool, Function function) {
  return asio::post(pool, asio::use_future(std::move(function)));
}

int main() {
  asio::thread_pool pool(3);
  auto hill = submit(pool, [] { return price("hill", 250, 2s); });
  auto lake = submit(pool, [] { return price("lake", 310, 1s); });
  auto mill = submit(pool, [] { return price("mill", 0, 500ms); });
  course::say("hill: {}", hill.get());
  course::say("lake: {}", lake.get());
  try {
    course::say("mill: {}", mill.get());
  } catch (const std::runtime_error& error) {
    course::say("mill: {}", error.what());
  }
}
//! [pools-futures]
