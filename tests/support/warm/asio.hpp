// The asio tier's warm header: what most files of the course include, and
// one use of each common operation, so that its template code is
// instantiated and emitted once, into the runtime library. A student's file
// that uses only what stands here compiles in a third of a second; when one
// is slow, look for the operation that is missing here.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <course/traced.hpp>
#include <deque>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "check_fixture.hpp"
#include "jobs.hpp"

namespace course::warm {

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

constexpr auto tuple_token = asio::as_tuple(asio::use_awaitable);

inline asio::awaitable<void> nothing() {
  co_return;
}
inline asio::awaitable<int> number() {
  co_return 1;
}
inline asio::awaitable<std::string> text() {
  co_return std::string{};
}

inline asio::awaitable<void> timers() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1ms);
  timer.expires_after(1ms);
  co_await timer.async_wait(asio::use_awaitable);
  auto [error] = co_await timer.async_wait(tuple_token);
  boost::system::error_code code;
  co_await timer.async_wait(
      asio::redirect_error(asio::use_awaitable, code));
  timer.async_wait([](boost::system::error_code) {});
  timer.cancel();
  co_await asio::post(asio::use_awaitable);
  co_await asio::post(asio::deferred);
  (void)error;
}

inline asio::awaitable<void> spawns() {
  auto executor = co_await asio::this_coro::executor;
  asio::co_spawn(executor, nothing(), asio::detached);
  asio::co_spawn(executor, number(), asio::detached);
  asio::co_spawn(executor, text(), asio::detached);
  asio::co_spawn(executor, nothing, asio::detached);
  asio::co_spawn(executor, nothing(), [](std::exception_ptr) {});
  asio::co_spawn(executor, number(), [](std::exception_ptr, int) {});
  asio::co_spawn(executor, text(), [](std::exception_ptr, std::string) {});
  co_await asio::co_spawn(executor, nothing(), asio::use_awaitable);
  co_await asio::co_spawn(executor, number(), asio::use_awaitable);
  asio::cancellation_signal stop;
  asio::co_spawn(executor, nothing(),
                 asio::bind_cancellation_slot(stop.slot(), asio::detached));
  stop.emit(asio::cancellation_type::all);
}

inline asio::awaitable<void> groups() {
  using namespace asio::experimental::awaitable_operators;
  namespace experimental = asio::experimental;
  auto executor = co_await asio::this_coro::executor;
  asio::steady_timer timer(executor, 1ms);
  co_await (nothing() && nothing());
  co_await (nothing() || nothing());
  auto both = co_await (number() && number());
  auto first = co_await (number() || timer.async_wait(asio::use_awaitable));
  using Operation =
      decltype(asio::co_spawn(executor, number(), asio::deferred));
  std::vector<Operation> operations;
  operations.push_back(asio::co_spawn(executor, number(), asio::deferred));
  auto [order, errors, values] =
      co_await experimental::make_parallel_group(std::move(operations))
          .async_wait(experimental::wait_for_all(), asio::use_awaitable);
  (void)both;
  (void)first;
}

inline asio::awaitable<void> channels() {
  auto executor = co_await asio::this_coro::executor;
  using boost::system::error_code;
  asio::experimental::channel<void(error_code)> signal(executor, 1);
  signal.try_send(error_code{});
  signal.try_receive([](error_code) {});
  co_await signal.async_send(error_code{}, asio::use_awaitable);
  co_await signal.async_receive(asio::use_awaitable);
  auto [error] = co_await signal.async_receive(tuple_token);
  co_await signal.async_receive(asio::as_tuple(asio::deferred));
  co_await signal.async_receive(asio::bind_cancellation_slot(
      asio::cancellation_slot(), asio::as_tuple(asio::use_awaitable)));
  asio::experimental::channel<void(error_code, int)> numbers(executor, 1);
  co_await numbers.async_send(error_code{}, 1, asio::use_awaitable);
  (void)co_await numbers.async_receive(asio::use_awaitable);
  asio::experimental::channel<void(error_code, std::string)> texts(executor,
                                                                   1);
  texts.try_send(error_code{}, std::string{});
  co_await texts.async_send(error_code{}, std::string{},
                            asio::use_awaitable);
  (void)co_await texts.async_receive(asio::use_awaitable);
  asio::experimental::channel<void(std::exception_ptr)> outcome(executor,
                                                                1);
  outcome.try_send(std::exception_ptr{});
  co_await outcome.async_receive(asio::bind_cancellation_slot(
      asio::cancellation_slot(), asio::use_awaitable));
  (void)error;
}

inline asio::awaitable<void> sockets() {
  using namespace asio::experimental::awaitable_operators;
  auto executor = co_await asio::this_coro::executor;
  tcp::acceptor acceptor(executor, {asio::ip::address_v4::loopback(), 0});
  tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
  auto [accept_error, other] = co_await acceptor.async_accept(tuple_token);
  co_await socket.async_connect(acceptor.local_endpoint(),
                                asio::use_awaitable);
  std::string buffer;
  std::array<char, 1024> bytes{};
  co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer),
                                  '\n', asio::use_awaitable);
  auto [read_error, size] = co_await asio::async_read_until(
      socket, asio::dynamic_buffer(buffer), '\n', tuple_token);
  co_await socket.async_read_some(asio::buffer(bytes), asio::use_awaitable);
  auto [some_error, some] =
      co_await socket.async_read_some(asio::buffer(bytes), tuple_token);
  co_await asio::async_read(socket, asio::buffer(buffer),
                            asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(buffer),
                             asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(bytes, 1),
                             asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(std::string_view{}),
                             asio::use_awaitable);
  auto [write_error, written] =
      co_await asio::async_write(socket, asio::buffer(buffer), tuple_token);
  asio::steady_timer timer(executor, 1ms);
  auto timed = co_await (
      socket.async_read_some(asio::buffer(bytes), asio::use_awaitable) ||
      timer.async_wait(asio::use_awaitable));
  (void)accept_error, (void)other, (void)read_error, (void)size;
  (void)some_error, (void)some, (void)write_error, (void)written,
      (void)timed;
}

/// What coroutines that were started together have in common.
struct Shared {
  asio::experimental::channel<void(std::exception_ptr)> outcome;
  std::vector<asio::cancellation_signal> signals;
  std::vector<std::optional<int>> places;
  std::exception_ptr error;

  explicit Shared(const asio::any_io_executor& executor)
      : outcome(executor, 1), signals(2), places(2) {}
};

inline asio::awaitable<void> cancellation() {
  const auto executor = co_await asio::this_coro::executor;
  const auto shared = std::make_shared<Shared>(executor);
  std::vector<asio::awaitable<int>> jobs;
  jobs.reserve(2);
  jobs.push_back(number());
  jobs.push_back(number());
  std::vector<asio::awaitable<void>> others;
  others.push_back(nothing());
  asio::co_spawn(executor, std::move(jobs[0]),
                 asio::bind_cancellation_slot(shared->signals[0].slot(),
                                              asio::detached));
  auto state = co_await asio::this_coro::cancellation_state;
  auto slot = state.slot();
  if (slot.is_connected() &&
      state.cancelled() != asio::cancellation_type::none) {
    slot.assign([](asio::cancellation_type) {});
  }
  co_await asio::this_coro::reset_cancellation_state();
  co_await asio::this_coro::reset_cancellation_state(
      asio::enable_total_cancellation());
  co_await asio::this_coro::throw_if_cancelled(false);
  try {
    shared->places[0].emplace(co_await std::move(jobs[1]));
    std::rethrow_exception(shared->error);
  } catch (const boost::system::system_error& error) {
    shared->error = std::current_exception();
  } catch (...) {
    shared->error = std::current_exception();
  }
  std::variant<int, std::exception_ptr> outcome = shared->error;
  auto values = std::make_shared<std::vector<std::optional<int>>>(2);
  (void)std::get_if<int>(&outcome), (void)values;
}

/// What programs keep between their waits.
inline asio::awaitable<std::optional<std::string>> containers() {
  std::vector<int> numbers{1, 2};
  numbers.push_back(3);
  std::erase(numbers, 2);
  std::vector<std::string> lines{"one"};
  lines.push_back("two");
  lines.emplace_back("three");
  std::deque<std::string> waiting;
  waiting.push_back(lines.front());
  waiting.emplace_back("four");
  std::string next = std::move(waiting.front());
  waiting.pop_front();
  std::deque<int> few;
  few.push_back(1);
  few.pop_front();
  std::map<std::string, int> counts;
  ++counts[next];
  counts.erase(counts.find(next));
  std::set<std::string> names;
  names.insert(next);
  names.erase(next);
  auto shared = std::make_shared<std::vector<int>>(numbers);
  std::function<void()> call = [shared] {};
  call();
  std::function<asio::awaitable<void>()> job = nothing;
  co_await job();
  std::cout << fmt::format("{} {} {}\n", next, shared->size(), 0.5);
  co_return std::optional<std::string>(next);
}

/// What the checks of most exercises do. A header exercise compiles its
/// checks with the student's file.
inline asio::awaitable<void> checks() {
  using namespace course::testing;
  Trace trace;
  co_await traced(trace, "task", nothing());
  co_await traced(trace, "task", number());
  expect_model(Model::sequential, means("a", true));
  step("{} and {}", 1, std::string());
  const auto scope = awaiting({.expected = "a", .if_stuck = "b"});
  const std::vector<std::string> log{"a", "b"};
  const std::vector<int> numbers{1, 2};
  expect_equal(log, std::vector<std::string>{}, "a");
  expect_equal(log, std::vector<std::string>{}, "a", means("a", true));
  expect_equal(numbers, std::vector<int>{}, "a");
  expect_equal(numbers, std::vector<int>{}, "a", means("a", true));
  expect_equal(log.size(), 2U, "a");
  expect_equal(log.size(), 2U, "a", means("a", true));
  expect_equal(1, 1, "a");
  expect_equal(1, 1, "a", means("a", true));
  expect_equal(log[0], "b", "a");
  expect_equal(log[0], "b", "a", means("a", true));
  expect(true, expected("a"), seen("{}", 1), means("a", true));
  expect(true, expected("a"), seen("{}", log[0]), means("a", true),
         means("b", true));
}

inline void run() {
  asio::io_context loop;
  asio::co_spawn(loop, nothing(), asio::detached);
  asio::co_spawn(loop, number(), asio::detached);
  asio::co_spawn(loop, nothing(), [](std::exception_ptr) {});
  asio::post(loop, [] {});
  loop.run();
}

}  // namespace course::warm
