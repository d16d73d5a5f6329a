// variant: a sorted vector, and a course::Future for each who waits
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <course/future.hpp>
#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace asio = boost::asio;

struct Order {
  int priority = 0;
  std::string name;
};

class PriorityQueue {
 public:
  explicit PriorityQueue(const asio::any_io_executor& executor)
      : executor_(executor) {}

  void put(Order order) {
    if (!waiting_.empty()) {
      waiting_.front().set_result(std::move(order));
      waiting_.pop_front();
      return;
    }
    const auto place = std::ranges::upper_bound(
        orders_, order.priority, std::less<>(), &Order::priority);
    orders_.insert(place, std::move(order));
  }

  asio::awaitable<Order> get() {
    if (orders_.empty()) {
      waiting_.emplace_back(executor_);
      const course::Future<Order> mine = waiting_.back();
      co_return co_await mine.get();
    }
    Order first = std::move(orders_.front());
    orders_.erase(orders_.begin());
    co_return first;
  }

 private:
  asio::any_io_executor executor_;
  std::vector<Order> orders_;
  std::deque<course::Future<Order>> waiting_;
};
