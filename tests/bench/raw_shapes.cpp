#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

#include "shapes.hpp"

namespace bench::raw {

using asio::experimental::channel;
using boost::system::error_code;

namespace {

/// What a task is without a name for it: a job that starts on the next
/// turn, can be cancelled, and whose outcome many can await.
struct Running {
  asio::cancellation_signal signal;
  channel<void(error_code)> ended;
  std::optional<int> value;
  std::exception_ptr error;

  explicit Running(const asio::any_io_executor& executor)
      : ended(executor) {}
};

asio::awaitable<void> run(asio::awaitable<int> job,
                          std::shared_ptr<Running> running) {
  try {
    co_await asio::post(asio::deferred);
    running->value = co_await std::move(job);
  } catch (...) {
    running->error = std::current_exception();
  }
  running->ended.close();
}

asio::awaitable<int> outcome_of(std::shared_ptr<Running> running) {
  if (running->ended.is_open()) {
    // Cancelling the one who waits cancels the job, as in Python.
    auto slot = (co_await asio::this_coro::cancellation_state).slot();
    if (slot.is_connected()) {
      slot.assign([weak = std::weak_ptr(running)](auto type) {
        if (const auto job = weak.lock()) {
          job->signal.emit(type);
        }
      });
    }
    // It ends with the error "closed": this is how many can be told.
    co_await running->ended.async_receive(asio::bind_cancellation_slot(
        asio::cancellation_slot(), asio::as_tuple(asio::use_awaitable)));
    slot.clear();
  }
  if (running->error) {
    std::rethrow_exception(running->error);
  }
  co_return *running->value;
}

}  // namespace

asio::awaitable<void> spawn(std::size_t count) {
  const auto executor = co_await asio::this_coro::executor;
  for (std::size_t i = 0; i < count; ++i) {
    const auto running = std::make_shared<Running>(executor);
    asio::co_spawn(executor, run(number(1), running),
                   asio::bind_cancellation_slot(running->signal.slot(),
                                                [running](auto) {}));
    co_await outcome_of(running);
  }
}

namespace {

struct Together {
  channel<void(std::exception_ptr)> outcome;
  std::vector<asio::cancellation_signal> signals;
  std::vector<std::optional<int>> values;
  std::size_t running;

  Together(const asio::any_io_executor& executor, std::size_t count)
      : outcome(executor, 1),
        signals(count),
        values(count),
        running(count) {}
};

asio::awaitable<void> run_one(asio::awaitable<int> job, std::size_t place,
                              std::shared_ptr<Together> together) {
  std::exception_ptr error;
  try {
    co_await asio::post(asio::deferred);
    together->values[place] = co_await std::move(job);
  } catch (...) {
    error = std::current_exception();
  }
  if (--together->running == 0 || error) {
    together->outcome.try_send(error);
  }
}

}  // namespace

asio::awaitable<void> gather(std::size_t count) {
  constexpr std::size_t at_a_time = 1'000;
  const auto executor = co_await asio::this_coro::executor;
  for (std::size_t done = 0; done < count; done += at_a_time) {
    const auto together = std::make_shared<Together>(executor, at_a_time);
    for (std::size_t i = 0; i < at_a_time; ++i) {
      asio::co_spawn(executor, run_one(number(1), i, together),
                     asio::bind_cancellation_slot(
                         together->signals[i].slot(), asio::detached));
    }
    co_await together->outcome.async_receive(asio::use_awaitable);
    std::vector<int> values;
    for (const auto& value : together->values) {
      values.push_back(*value);
    }
  }
}

asio::awaitable<void> buffered_queue(std::size_t count) {
  channel<void(error_code, int)> queue(co_await asio::this_coro::executor,
                                       1'000);
  for (std::size_t i = 0; i < count; ++i) {
    co_await queue.async_send(error_code(), 1, asio::use_awaitable);
    co_await queue.async_receive(asio::use_awaitable);
  }
}

namespace {

using Numbers = channel<void(error_code, int)>;

asio::awaitable<void> send_all(Numbers& numbers, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    co_await numbers.async_send(error_code(), 1, asio::use_awaitable);
  }
}

asio::awaitable<void> receive_all(Numbers& numbers, std::size_t count,
                                  channel<void(error_code)>& end) {
  for (std::size_t i = 0; i < count; ++i) {
    co_await numbers.async_receive(asio::use_awaitable);
  }
  end.try_send(error_code());
}

}  // namespace

asio::awaitable<void> hand_off(std::size_t count) {
  const auto executor = co_await asio::this_coro::executor;
  Numbers numbers(executor, 1);
  channel<void(error_code)> end(executor, 1);
  // Cancelling the whole cancels both halves, as it does with gather.
  asio::cancellation_signal stop_sending;
  asio::cancellation_signal stop_receiving;
  auto slot = (co_await asio::this_coro::cancellation_state).slot();
  if (slot.is_connected()) {
    slot.assign([&](auto type) {
      stop_sending.emit(type);
      stop_receiving.emit(type);
    });
  }
  asio::co_spawn(
      executor, send_all(numbers, count),
      asio::bind_cancellation_slot(stop_sending.slot(), asio::detached));
  asio::co_spawn(
      executor, receive_all(numbers, count, end),
      asio::bind_cancellation_slot(stop_receiving.slot(), asio::detached));
  co_await end.async_receive(asio::bind_cancellation_slot(
      asio::cancellation_slot(), asio::use_awaitable));
}

}  // namespace bench::raw
