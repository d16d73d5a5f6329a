// check: PriorityQueue.ServesEverybodyWhoWaits
// diagnosis: one-wake-lost
// A flag says that somebody has been woken; the second put finds it set.
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
  explicit PriorityQueue(const asio::any_io_executor& executor)
      : arrivals_(executor) {}

  /// Adds `order`, and wakes the one who has waited longest for one.
  void put(Order order) {
    orders_.emplace(std::pair(order.priority, next_number_++),
                    std::move(order));
    if (promised_ == 0 && arrivals_.try_send(boost::system::error_code())) {
      promised_ = 1;
    }
  }

  /// Takes the order with the smallest priority, of equal ones the first
  /// that came; waits while there is none.
  asio::awaitable<Order> get() {
    if (orders_.size() <= promised_) {
      co_await arrivals_.async_receive(asio::use_awaitable);
      promised_ = 0;
    }
    auto first = orders_.extract(orders_.begin());
    co_return std::move(first.mapped());
  }

 private:
  std::map<std::pair<int, std::size_t>, Order> orders_;
  std::size_t next_number_ = 0;
  asio::experimental::channel<void(boost::system::error_code)> arrivals_;
  std::size_t promised_ = 0;  // orders of those woken and not yet back
};
