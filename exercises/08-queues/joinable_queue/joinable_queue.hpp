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
                         std::size_t maxsize = 0) {}

  /// Puts `item` at the end, as soon as there is a place. From then on it
  /// is unfinished.
  asio::awaitable<void> put(std::string item) {
    throw std::logic_error("joinable_queue is not written yet");
  }

  /// Takes the first item, as soon as there is one. It stays unfinished.
  asio::awaitable<std::string> get() {
    throw std::logic_error("joinable_queue is not written yet");
  }

  /// Says that one item that was taken has been processed.
  /// @throws std::logic_error  if no item is unfinished
  void task_done() {
    throw std::logic_error("joinable_queue is not written yet");
  }

  /// Waits until no item is unfinished; returns at once if none is.
  asio::awaitable<void> join() {
    throw std::logic_error("joinable_queue is not written yet");
  }

 private:
  // What has to be kept?
};
