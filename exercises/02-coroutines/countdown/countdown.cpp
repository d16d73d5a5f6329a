#include "countdown.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  // Announce a number, wait a second, and so on until lift-off.
  throw std::logic_error("countdown is not written yet");
}
