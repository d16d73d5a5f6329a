// check: PriorityQueue.WaitsForAnOrder
// diagnosis: polls
// get sleeps and looks again.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
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
  explicit PriorityQueue(const asio::any_io_executor& executor)
      : timer_(executor) {}

  /// Adds `order`, and wakes the one who has waited longest for one.
  void put(Order order) {
    orders_.emplace(std::pair(order.priority, next_number_++),
                    std::move(order));
  }

  /// Takes the order with the smallest priority, of equal ones the first
  /// that came; waits while there is none.
  asio::awaitable<Order> get() {
    while (orders_.empty()) {
      timer_.expires_after(std::chrono::milliseconds(1));
      co_await timer_.async_wait(asio::use_awaitable);
    }
    auto first = orders_.extract(orders_.begin());
    co_return std::move(first.mapped());
  }

 private:
  std::map<std::pair<int, std::size_t>, Order> orders_;
  std::size_t next_number_ = 0;
  asio::steady_timer timer_;
};
