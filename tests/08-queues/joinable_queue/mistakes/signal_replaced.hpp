// check: JoinableQueue.JoinWaitsForLaterItems
// diagnosis: signal-replaced
// Each put begins a new round.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <course/future.hpp>
#include <course/queue.hpp>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <utility>

namespace asio = boost::asio;

/// A queue of texts that knows when all of them have been processed.
class JoinableQueue {
 public:
  /// @param executor  where those who wait are resumed
  /// @param maxsize   most items in the queue; 0: no limit
  explicit JoinableQueue(const asio::any_io_executor& executor,
                         std::size_t maxsize = 0)
      : items_(executor, maxsize),
        executor_(executor),
        finished_(executor) {}

  /// Puts `item` at the end, as soon as there is a place. From then on it
  /// is unfinished.
  asio::awaitable<void> put(std::string item) {
    co_await items_.put(std::move(item));
    ++unfinished_;
    finished_ = course::Future<void>(executor_);
  }

  /// Takes the first item, as soon as there is one. It stays unfinished.
  asio::awaitable<std::string> get() { co_return co_await items_.get(); }

  /// Says that one item that was taken has been processed.
  /// @throws std::logic_error  if no item is unfinished
  void task_done() {
    if (unfinished_ == 0) {
      throw std::logic_error("task_done() without an unfinished item");
    }
    if (--unfinished_ == 0) {
      finished_.set_result();
    }
  }

  /// Waits until no item is unfinished; returns at once if none is.
  asio::awaitable<void> join() {
    if (unfinished_ > 0) {
      const course::Future<void> finished = finished_;
      co_await finished.wait();
    }
  }

 private:
  course::Queue<std::string> items_;
  std::size_t unfinished_ = 0;
  asio::any_io_executor executor_;
  course::Future<void> finished_;
};
