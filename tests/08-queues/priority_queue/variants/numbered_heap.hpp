// variant: std::priority_queue with numbered orders, and a timer that wakes
// all, who look again
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

struct Numbered {
  Order order;
  std::size_t number = 0;
};

struct LessUrgent {
  bool operator()(const Numbered& a, const Numbered& b) const {
    return std::pair(a.order.priority, a.number) >
           std::pair(b.order.priority, b.number);
  }
};

class PriorityQueue {
 public:
  explicit PriorityQueue(const asio::any_io_executor& executor)
      : arrived_(executor, asio::steady_timer::time_point::max()) {}

  void put(Order order) {
    orders_.push({std::move(order), next_number_++});
    arrived_.cancel();
  }

  asio::awaitable<Order> get() {
    while (orders_.empty()) {
      co_await arrived_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    Order first = orders_.top().order;
    orders_.pop();
    co_return first;
  }

 private:
  std::priority_queue<Numbered, std::vector<Numbered>, LessUrgent> orders_;
  std::size_t next_number_ = 0;
  asio::steady_timer arrived_;
};
