#include "scenarios.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>

#include "virtual_time.hpp"

namespace scenarios {

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using namespace std::chrono_literals;

std::string stamped(const std::string& text) {
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(
      virtual_time::elapsed());
  return std::to_string(time.count()) + " " + text;
}

std::set<Log> distinct_logs(Log (*scenario)(), int runs) {
  std::set<Log> logs;
  for (int i = 0; i < runs; ++i) {
    const virtual_time::Session session;
    logs.insert(scenario());
  }
  return logs;
}

int many_runs() {
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
  return 100;
#else
  return 1'000;
#endif
}

namespace {

awaitable<void> pause(std::chrono::nanoseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(use_awaitable);
}

awaitable<void> tick(Log& log, std::string name,
                     std::chrono::milliseconds period, int count) {
  for (int i = 0; i < count; ++i) {
    co_await pause(period);
    log.push_back(stamped(name));
  }
}

}  // namespace

Log timers() {
  Log log;
  asio::io_context loop;
  co_spawn(loop, tick(log, "three", 3ms, 4), detached);
  co_spawn(loop, tick(log, "five", 5ms, 3), detached);
  co_spawn(loop, tick(log, "hour", 1h, 1), detached);
  loop.run();
  return log;
}

Log channel() {
  using Orders =
      asio::experimental::channel<void(boost::system::error_code, int)>;
  Log log;
  asio::io_context loop;
  Orders orders(loop, 1);
  const auto waiter = [&]() -> awaitable<void> {
    for (int order = 0; order < 3; ++order) {
      co_await pause(1s);
      co_await orders.async_send({}, order, use_awaitable);
    }
    co_await pause(3s);
    orders.close();
  };
  const auto cook = [&]() -> awaitable<void> {
    for (;;) {
      const auto [error, order] =
          co_await orders.async_receive(asio::as_tuple(use_awaitable));
      if (error) {
        break;
      }
      log.push_back(stamped("order " + std::to_string(order)));
      co_await pause(1500ms);
    }
    log.push_back(stamped("closed"));
  };
  co_spawn(loop, waiter(), detached);
  co_spawn(loop, cook(), detached);
  loop.run();
  return log;
}

Log thread_pool() {
  Log log;
  asio::thread_pool pool(2);
  asio::io_context loop;
  const auto job = [&](int number) -> awaitable<void> {
    const auto blocking = [number]() -> awaitable<void> {
      std::this_thread::sleep_for(1s + number * 1ms);
      co_return;
    };
    co_await co_spawn(pool, blocking(), use_awaitable);
    log.push_back(stamped("job " + std::to_string(number)));
  };
  for (int number = 0; number < 3; ++number) {
    co_spawn(loop, job(number), detached);
  }
  co_spawn(loop, tick(log, "tick", 400ms, 6), detached);
  loop.run();
  pool.join();
  return log;
}

Log second_thread() {
  Log log;
  asio::io_context kitchen;
  auto open = asio::make_work_guard(kitchen);
  std::thread cook([&] { kitchen.run(); });
  const auto order = [&](std::chrono::milliseconds duration) {
    auto done = std::make_shared<std::promise<void>>();
    co_spawn(kitchen, pause(duration),
             [done](std::exception_ptr) { done->set_value(); });
    return done->get_future();
  };
  for (const auto duration : {200ms, 100ms, 300ms}) {
    order(duration).get();
    log.push_back(stamped("served"));
  }
  auto slow = order(2s);
  const bool late = slow.wait_for(500ms) == std::future_status::timeout;
  log.push_back(stamped(late ? "late" : "early"));
  slow.get();
  log.push_back(stamped("served"));
  open.reset();
  cook.join();
  return log;
}

Log threads_with_equal_deadlines() {
  Log log;
  std::mutex mutex;
  std::vector<std::thread> threads;
  for (int number = 0; number < 8; ++number) {
    threads.emplace_back([&, number] {
      for (int round = 0; round < 3; ++round) {
        std::this_thread::sleep_for(10ms);
        const std::lock_guard lock(mutex);
        log.push_back(stamped(std::to_string(number)));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  return log;
}

Log pool_with_equal_jobs() {
  Log log;
  std::mutex mutex;
  asio::thread_pool pool(4);
  for (int number = 0; number < 12; ++number) {
    asio::post(pool, [&, number] {
      std::this_thread::sleep_for(10ms);
      const std::lock_guard lock(mutex);
      log.push_back(stamped(std::to_string(number)));
    });
  }
  pool.join();
  return log;
}

}  // namespace scenarios
