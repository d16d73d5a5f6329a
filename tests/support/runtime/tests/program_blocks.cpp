// A program without tests of its own, to be started with
// COURSE_VIRTUAL_TIME or COURSE_WATCH_BLOCKING: it blocks its loop, and
// with an argument it waits for ever.
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <iostream>
#include <thread>

using namespace std::chrono_literals;

int main(int argc, char**) {
  const auto start = std::chrono::steady_clock::now();
  boost::asio::io_context loop;
  boost::asio::steady_timer timer(loop, 1s);
  timer.async_wait([](auto) { std::this_thread::sleep_for(20ms); });
  const auto forever = boost::asio::make_work_guard(loop);
  if (argc > 1) {
    loop.run();
  } else {
    loop.run_one();
  }
  const auto time = std::chrono::steady_clock::now() - start;
  std::cout
      << std::chrono::duration_cast<std::chrono::microseconds>(time).count()
      << " us\n";
}
