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
  // BEGIN SOLUTION
  // STUB: explicit PriorityQueue(const asio::any_io_executor& executor) {}
  explicit PriorityQueue(const asio::any_io_executor& executor)
      : arrivals_(executor) {}
  // END SOLUTION

  /// Adds `order`, and wakes the one who has waited longest for one.
  void put(Order order) {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("priority_queue is not written yet");
    orders_.emplace(std::pair(order.priority, next_number_++),
                    std::move(order));
    if (arrivals_.try_send(boost::system::error_code())) {
      ++promised_;
    }
    // END SOLUTION
  }

  /// Takes the order with the smallest priority, of equal ones the first
  /// that came; waits while there is none.
  asio::awaitable<Order> get() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("priority_queue is not written yet");
    if (orders_.size() <= promised_) {
      co_await arrivals_.async_receive(asio::use_awaitable);
      --promised_;
    }
    auto first = orders_.extract(orders_.begin());
    co_return std::move(first.mapped());
    // END SOLUTION
  }

 private:
  // BEGIN SOLUTION
  // STUB: // What has to be kept?
  std::map<std::pair<int, std::size_t>, Order> orders_;
  std::size_t next_number_ = 0;
  asio::experimental::channel<void(boost::system::error_code)> arrivals_;
  std::size_t promised_ = 0;  // orders of those woken and not yet back
  // END SOLUTION
};
