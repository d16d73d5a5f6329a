/// @file
/// @brief Items on their way between coroutines: asyncio's Queue for Asio.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <course/wait_channel.hpp>
#include <cstddef>
#include <deque>
#include <optional>
#include <tuple>
#include <utility>

namespace course {

namespace asio = boost::asio;

/// A queue between coroutines: whoever puts into a full queue waits, and so
/// does whoever gets from an empty one.
///
/// Items leave in the order in which they came. Those who wait are served
/// in the order in which they came, and nobody who comes later takes what
/// they were woken for.
///
/// Lifetime: the queue must outlive everybody who waits for it, and its
/// executor's loop must outlive the queue.
///
/// Threads: all calls come from the executor, one at a time (an io_context
/// run by one thread, or a strand).
///
/// @tparam T  needs no default constructor, only a move
///
/// Source: document 004, exercise 3.
template <typename T>
class Queue {
 public:
  /// @param executor  where those who wait are resumed
  /// @param maxsize   most items in the queue; 0, as in Python: no limit
  explicit Queue(const asio::any_io_executor& executor,
                 std::size_t maxsize = 0)
      : maxsize_(maxsize), places_(executor), arrivals_(executor) {}

  Queue(const Queue&) = delete;
  Queue& operator=(const Queue&) = delete;

  /// Puts `item` at the end, as soon as there is a place. If there is one
  /// now, without suspending.
  ///
  /// Cancellation: `operation_aborted`; the item is not in the queue.
  // [queues-put]
  asio::awaitable<void> put(T item) {
    if (full()) {
      stop_if(
          co_await places_.async_receive(asio::as_tuple(asio::deferred)));
      --promised_places_;
    }
    add(std::move(item));
  }
  // [queues-put]

  /// Takes the first item, as soon as there is one. If there is one now,
  /// without suspending.
  ///
  /// Cancellation: `operation_aborted`; no item is lost.
  // [queues-get]
  asio::awaitable<T> get() {
    if (nothing_to_take()) {
      stop_if(
          co_await arrivals_.async_receive(asio::as_tuple(asio::deferred)));
      --promised_items_;
    }
    co_return take();
  }
  // [queues-get]

  /// Puts `item` at the end if there is a place now, like `put_nowait`.
  /// @return false if there is none; then `item` is as it was
  template <typename Item>
  bool try_put(Item&& item) {
    if (full()) {
      return false;
    }
    add(std::forward<Item>(item));
    return true;
  }

  /// Takes the first item if there is one now, like `get_nowait`.
  std::optional<T> try_get() {
    if (nothing_to_take()) {
      return std::nullopt;
    }
    return take();
  }

  /// Items in the queue; those that somebody waits to put do not count.
  std::size_t size() const noexcept { return items_.size(); }

  bool empty() const noexcept { return items_.empty(); }

  /// True if put() would wait now. Never for a queue without a limit.
  bool full() const noexcept {
    return maxsize_ != 0 && items_.size() + promised_places_ >= maxsize_;
  }

  std::size_t maxsize() const noexcept { return maxsize_; }

 private:
  /// A channel has an error of its own for being cancelled; the course and
  /// the rest of Asio have another.
  static void stop_if(std::tuple<boost::system::error_code> outcome) {
    if (std::get<0>(outcome)) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }

  /// All items that are there may be on their way to somebody.
  bool nothing_to_take() const noexcept {
    return items_.size() <= promised_items_;
  }

  // [queues-wake]
  template <typename Item>
  void add(Item&& item) {
    items_.push_back(std::forward<Item>(item));
    if (arrivals_.try_send(boost::system::error_code())) {
      ++promised_items_;  // somebody has been woken for it
    }
  }

  T take() {
    T item = std::move(items_.front());
    items_.pop_front();
    if (places_.try_send(boost::system::error_code())) {
      ++promised_places_;
    }
    return item;
  }
  // [queues-wake]

  /// A channel without a buffer: receiving waits, and a try_send wakes the
  /// one who has waited longest, or does nothing if there is nobody.
  // [queues-state]
  using Bell = detail::WaitChannel;

  std::deque<T> items_;
  std::size_t maxsize_;
  Bell places_;                      ///< rings for those who put
  Bell arrivals_;                    ///< rings for those who get
  std::size_t promised_places_ = 0;  ///< of somebody woken, not yet back
  std::size_t promised_items_ = 0;
  // [queues-state]
};

}  // namespace course
