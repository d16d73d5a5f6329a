#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
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
  // BEGIN SOLUTION
  // STUB: explicit JoinableQueue(const asio::any_io_executor& executor,
  // STUB:                        std::size_t maxsize = 0) {}
  explicit JoinableQueue(const asio::any_io_executor& executor,
                         std::size_t maxsize = 0)
      : items_(executor, maxsize),
        finished_(executor, asio::steady_timer::time_point::max()) {}
  // END SOLUTION

  /// Puts `item` at the end, as soon as there is a place. From then on it
  /// is unfinished.
  asio::awaitable<void> put(std::string item) {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("joinable_queue is not written yet");
    co_await items_.put(std::move(item));
    ++unfinished_;
    // END SOLUTION
  }

  /// Takes the first item, as soon as there is one. It stays unfinished.
  asio::awaitable<std::string> get() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("joinable_queue is not written yet");
    co_return co_await items_.get();
    // END SOLUTION
  }

  /// Says that one item that was taken has been processed.
  /// @throws std::logic_error  if no item is unfinished
  void task_done() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("joinable_queue is not written yet");
    if (unfinished_ == 0) {
      throw std::logic_error("task_done() without an unfinished item");
    }
    if (--unfinished_ == 0) {
      finished_.cancel();
    }
    // END SOLUTION
  }

  /// Waits until no item is unfinished; returns at once if none is.
  asio::awaitable<void> join() {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("joinable_queue is not written yet");
    while (unfinished_ > 0) {
      co_await finished_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    // END SOLUTION
  }

 private:
  // BEGIN SOLUTION
  // STUB: // What has to be kept?
  course::Queue<std::string> items_;
  std::size_t unfinished_ = 0;
  asio::steady_timer finished_;  // never expires; cancelled to wake all
  // END SOLUTION
};
