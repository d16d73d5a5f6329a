#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace asio = boost::asio;

/// What somebody wants to have done.
struct Order {
  int priority = 0;  ///< the smallest is the most urgent
  std::string name;
};

/// A queue without a limit that gives out the most urgent order first.
class PriorityQueue {
 public:
  /// @param executor  where those who wait are resumed
  explicit PriorityQueue(const asio::any_io_executor& executor) {}

  /// Adds `order`, and wakes the one who has waited longest for one.
  void put(Order order) {
    throw std::logic_error("priority_queue is not written yet");
  }

  /// Takes the order with the smallest priority, of equal ones the first
  /// that came; waits while there is none.
  asio::awaitable<Order> get() {
    throw std::logic_error("priority_queue is not written yet");
  }

 private:
  // What has to be kept?
};
