// check: PriorityQueue.GivesTheMostUrgentFirst
// diagnosis: largest-first
// std::priority_queue with the comparison that reads naturally.
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <queue>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

struct Order {
  int priority = 0;
  std::string name;
};

struct LessUrgent {
  bool operator()(const Order& a, const Order& b) const {
    return a.priority < b.priority;
  }
};

class PriorityQueue {
 public:
  explicit PriorityQueue(const asio::any_io_executor& executor)
      : arrived_(executor, asio::steady_timer::time_point::max()) {}

  void put(Order order) {
    orders_.push(std::move(order));
    arrived_.cancel_one();
  }

  asio::awaitable<Order> get() {
    while (orders_.empty()) {
      co_await arrived_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    Order first = orders_.top();
    orders_.pop();
    co_return first;
  }

 private:
  std::priority_queue<Order, std::vector<Order>, LessUrgent> orders_;
  asio::steady_timer arrived_;
};
