// check: JoinableQueue.CountsWhatIsPut
// diagnosis: counted-before-the-place
// Counts the item, then puts it.
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
  explicit JoinableQueue(const asio::any_io_executor& executor,
                         std::size_t maxsize = 0)
      : items_(executor, maxsize),
        finished_(executor, asio::steady_timer::time_point::max()) {}

  /// Puts `item` at the end, as soon as there is a place. From then on it
  /// is unfinished.
  asio::awaitable<void> put(std::string item) {
    ++unfinished_;
    co_await items_.put(std::move(item));
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
      finished_.cancel();
    }
  }

  /// Waits until no item is unfinished; returns at once if none is.
  asio::awaitable<void> join() {
    while (unfinished_ > 0) {
      co_await finished_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
  }

 private:
  course::Queue<std::string> items_;
  std::size_t unfinished_ = 0;
  asio::steady_timer finished_;  // never expires; cancelled to wake all
};
