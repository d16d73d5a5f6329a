// check: PriorityQueue.LetsNobodyPushIn
// diagnosis: pushes-in
// Whoever is woken looks again, and so does whoever comes along.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <map>
#include <string>
#include <utility>

namespace asio = boost::asio;

struct Order {
  int priority = 0;
  std::string name;
};

class PriorityQueue {
 public:
  explicit PriorityQueue(const asio::any_io_executor& executor)
      : arrivals_(executor) {}

  void put(Order order) {
    const int priority = order.priority;
    orders_.emplace(priority, std::move(order));
    arrivals_.try_send(boost::system::error_code());
  }

  asio::awaitable<Order> get() {
    while (orders_.empty()) {
      co_await arrivals_.async_receive(asio::use_awaitable);
    }
    auto first = orders_.extract(orders_.begin());
    co_return std::move(first.mapped());
  }

 private:
  std::multimap<int, Order> orders_;
  asio::experimental::channel<void(boost::system::error_code)> arrivals_;
};
