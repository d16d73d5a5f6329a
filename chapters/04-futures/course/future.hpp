/// @file
/// @brief A result that is not there yet: asyncio's Future for Asio.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/error_code.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "unretrieved.hpp"
#include "wait_channel.hpp"

namespace course {

namespace asio = boost::asio;

namespace detail {

// [futures-state]
/// What the handles of a future share with those who wait for it.
struct FutureState {
  /// Nothing is ever sent through it. It is closed when the future is done,
  /// and that wakes everybody who tries to receive.
  WaitChannel gate;
  std::exception_ptr error;
  bool done = false;
  bool cancelled = false;
  bool retrieved = false;  ///< somebody has seen the error

  explicit FutureState(const asio::any_io_executor& executor)
      : gate(executor) {}
  virtual ~FutureState() { report("future"); }
  FutureState(const FutureState&) = delete;
  FutureState& operator=(const FutureState&) = delete;

  /// Ends a future that has nobody who could answer. A task overrides it.
  virtual void cancel() { fail(aborted(), true); }

  void fail(std::exception_ptr why, bool is_cancellation) {
    error = std::move(why);
    cancelled = is_cancellation;
    finish();
  }

  void finish() {
    done = true;
    gate.close();
  }
  // [futures-state]

  static std::exception_ptr aborted() {
    return std::make_exception_ptr(
        boost::system::system_error(asio::error::operation_aborted));
  }

  /// Tells of an error that nobody has seen, once.
  void report(std::string_view what) noexcept {
    if (error && !cancelled && !std::exchange(retrieved, true)) {
      unretrieved_handler()(what, error);
    }
  }
};

/// The same with a place for the value.
template <typename T>
struct FutureStateOf : FutureState {
  using FutureState::FutureState;
  std::optional<std::conditional_t<std::is_void_v<T>, std::monostate, T>>
      value;
};

/// Waits without taking part: if the waiter is cancelled, it leaves.
// [futures-wait]
inline asio::awaitable<void> wait_for_end(
    std::shared_ptr<FutureState> state) {
  if (!state->done) {
    co_await state->gate.async_receive(asio::as_tuple(asio::deferred));
    if (!state->done) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }
}
// [futures-wait]

/// An operation that ends with the future. If the one who waits is
/// cancelled, so is the future, and the one who waits hears of its end like
/// everybody else. `state` must live until the operation begins.
// [futures-end]
template <typename State>
auto end_of_future(const std::shared_ptr<State>& state) {
  const auto begin = [&state](auto waiter) {
    auto slot = asio::get_associated_cancellation_slot(waiter);
    if (slot.is_connected()) {
      slot.assign([weak = std::weak_ptr(state)](auto) {
        if (const auto waited_for = weak.lock()) {
          waited_for->cancel();
        }
      });
    }
    state->gate.async_receive(asio::bind_cancellation_slot(
        asio::cancellation_slot(), std::move(waiter)));
  };
  auto token = asio::as_tuple(asio::deferred);
  return asio::async_initiate<decltype(token),
                              void(boost::system::error_code)>(begin,
                                                               token);
}
// [futures-end]

/// Waits and takes the outcome.
// [futures-get]
template <typename T>
asio::awaitable<T> take_outcome(std::shared_ptr<FutureStateOf<T>> state) {
  if (!state->done) {
    co_await end_of_future(state);
  }
  if (state->error) {
    state->retrieved = true;
    std::rethrow_exception(state->error);
  }
  if constexpr (!std::is_void_v<T>) {
    co_return *state->value;
  }
}
// [futures-get]

}  // namespace detail

/// A result that somebody will set and that any number of coroutines can
/// wait for. A `Future` is a handle: copies refer to the same result.
///
/// Lifetime: a handle must not outlive the loop of its executor. Whoever
/// waits keeps the result alive.
///
/// Threads: all calls and all waiters run on the executor, one at a time
/// (an io_context run by one thread, or a strand). From another thread,
/// `asio::post` to the executor, as Python's `call_soon_threadsafe` does.
///
/// @tparam T  what is awaited; `void` for an event without a value. It is
///            copied for each waiter.
///
/// Source: document 003, section 3.
template <typename T>
class Future {
 public:
  /// A future without result, like `loop.create_future()`.
  explicit Future(const asio::any_io_executor& executor)
      : state_(std::make_shared<detail::FutureStateOf<T>>(executor)) {}

  /// Sets the result and wakes all waiters, in the order in which they
  /// came. They run on the loop's next turn, not inside this call.
  ///
  /// @throws std::future_error  (`promise_already_satisfied`) if the future
  ///                            is done or cancelled
  template <typename... Value>
    requires(sizeof...(Value) == (std::is_void_v<T> ? 0 : 1))
  void set_result(Value&&... value) {
    throw_if_done();
    state_->value.emplace(std::forward<Value>(value)...);
    state_->finish();
  }

  /// Makes every `co_await get()` throw `error`. If nobody ever does that,
  /// it is reported when the last handle goes: see
  /// course::set_unretrieved_handler.
  ///
  /// @param error  must not be null
  /// @throws std::future_error  as set_result() does
  void set_exception(std::exception_ptr error) {
    throw_if_done();
    state_->fail(std::move(error), false);
  }

  /// Makes every `co_await get()` throw `operation_aborted`.
  ///
  /// @return false if the future was done before; then nothing changes
  bool cancel() {
    const bool pending = !state_->done;
    if (pending) {
      state_->cancel();
    }
    return pending;
  }

  /// True when it has a result or an exception, or is cancelled.
  bool done() const noexcept { return state_->done; }

  /// True when it is done because it was cancelled.
  bool cancelled() const noexcept { return state_->cancelled; }

  /// The exception that get() throws, or null if there is none (yet). It
  /// counts as retrieved.
  std::exception_ptr exception() const noexcept {
    state_->retrieved = state_->retrieved || state_->error;
    return state_->error;
  }

  /// Waits until the future is done and returns its result; if it is done,
  /// without suspending. May be called many times.
  ///
  /// Errors: what was given to set_exception(); `operation_aborted` if the
  /// future is cancelled.
  ///
  /// Cancellation goes to what is awaited, as in Python: cancelling the
  /// waiter cancels the future, and with it all other waiters.
  asio::awaitable<T> get() const { return detail::take_outcome<T>(state_); }

  /// Waits until the future is done, however it ends. It throws no
  /// exception of the future, and retrieves none.
  ///
  /// Cancellation: the waiter leaves with `operation_aborted`, and the
  /// future and its other waiters do not notice.
  asio::awaitable<void> wait() const {
    return detail::wait_for_end(state_);
  }

  /// True for two handles of the same future.
  friend bool operator==(const Future&, const Future&) = default;

 private:
  template <typename>
  friend class Task;

  explicit Future(std::shared_ptr<detail::FutureStateOf<T>> state)
      : state_(std::move(state)) {}

  void throw_if_done() const {
    if (state_->done) {
      throw std::future_error(std::future_errc::promise_already_satisfied);
    }
  }

  std::shared_ptr<detail::FutureStateOf<T>> state_;
};

}  // namespace course
