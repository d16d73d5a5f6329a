// variant: a channel for each coroutine that joins, and a deque of its own
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstddef>
#include <deque>
#include <list>
#include <stdexcept>
#include <string>
#include <utility>

namespace asio = boost::asio;

class JoinableQueue {
 public:
  explicit JoinableQueue(const asio::any_io_executor& executor,
                         std::size_t maxsize = 0)
      : executor_(executor), maxsize_(maxsize) {}

  asio::awaitable<void> put(std::string item) {
    while (maxsize_ != 0 && items_.size() >= maxsize_) {
      co_await wait_in(putters_);
    }
    items_.push_back(std::move(item));
    ++unfinished_;
    wake_one(getters_);
  }

  asio::awaitable<std::string> get() {
    while (items_.empty()) {
      co_await wait_in(getters_);
    }
    std::string item = std::move(items_.front());
    items_.pop_front();
    wake_one(putters_);
    co_return item;
  }

  void task_done() {
    if (unfinished_ == 0) {
      throw std::logic_error("nothing is unfinished");
    }
    if (--unfinished_ == 0) {
      while (!joiners_.empty()) {
        wake_one(joiners_);
      }
    }
  }

  asio::awaitable<void> join() {
    if (unfinished_ > 0) {
      co_await wait_in(joiners_);
    }
  }

 private:
  using Signal =
      asio::experimental::channel<void(boost::system::error_code)>;
  using Line = std::list<Signal*>;

  asio::awaitable<void> wait_in(Line& line) {
    Signal signal(executor_, 1);
    line.push_back(&signal);
    co_await signal.async_receive(asio::use_awaitable);
  }

  static void wake_one(Line& line) {
    if (!line.empty()) {
      line.front()->try_send(boost::system::error_code());
      line.pop_front();
    }
  }

  asio::any_io_executor executor_;
  std::size_t maxsize_;
  std::deque<std::string> items_;
  std::size_t unfinished_ = 0;
  Line putters_;
  Line getters_;
  Line joiners_;
};
