// variant: numbered orders in a heap, and a channel with a token for each
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <limits>
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
      : tokens_(executor, std::numeric_limits<std::size_t>::max()) {}

  void put(Order order) {
    orders_.push({std::move(order), next_number_++});
    tokens_.try_send(boost::system::error_code());
  }

  asio::awaitable<Order> get() {
    co_await tokens_.async_receive(asio::use_awaitable);
    Order first = orders_.top().order;
    orders_.pop();
    co_return first;
  }

 private:
  std::priority_queue<Numbered, std::vector<Numbered>, LessUrgent> orders_;
  std::size_t next_number_ = 0;
  /// One for each order, with room for any number.
  asio::experimental::channel<void(boost::system::error_code)> tokens_;
};
