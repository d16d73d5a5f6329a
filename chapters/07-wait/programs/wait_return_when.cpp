// The same three tasks, waited for in three ways.
#include <fmt/format.h>

#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <course/wait.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace asio = boost::asio;
using course::ReturnWhen;
using Clock = std::chrono::steady_clock;
using Tasks = std::vector<course::Task<int>>;
using namespace std::chrono_literals;

//! [wait-return-when-tasks]
asio::awaitable<int> quote(std::chrono::seconds delay,
                           std::optional<int> price) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
  if (!price) {
    throw std::runtime_error("no van left");
  }
  co_return *price;
}

Tasks ask_three(const asio::any_io_executor& executor) {
  return {course::create_task(executor, quote(1s, 12)),
          course::create_task(executor, quote(2s, std::nullopt)),
          course::create_task(executor, quote(3s, 5))};
}
//! [wait-return-when-tasks]

std::string names(const Tasks& tasks, const Tasks& wanted) {
  const std::vector<std::string> all{"bike", "van", "ship"};
  std::string text;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    if (std::ranges::find(wanted, tasks[i]) != wanted.end()) {
      text += (text.empty() ? "" : ", ") + all[i];
    }
  }
  return text.empty() ? "-" : text;
}

std::string to_string(ReturnWhen when) {
  return when == ReturnWhen::first_completed   ? "FIRST_COMPLETED"
         : when == ReturnWhen::first_exception ? "FIRST_EXCEPTION"
                                               : "ALL_COMPLETED";
}

std::string reason(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& known) {
    return known.what();
  }
}

//! [wait-return-when]
asio::awaitable<void> compare() {
  const auto executor = co_await asio::this_coro::executor;
  for (const auto when :
       {ReturnWhen::first_completed, ReturnWhen::first_exception,
        ReturnWhen::all_completed}) {
    const Tasks tasks = ask_three(executor);
    const auto begin = Clock::now();
    const auto [done, pending] = co_await course::wait(tasks, when);
    const std::chrono::duration<double> seconds = Clock::now() - begin;
    fmt::print("{}: {:.1f} s, done: {}, pending: {}\n", to_string(when),
               seconds.count(), names(tasks, done), names(tasks, pending));
    co_await course::wait(tasks);  // the rest runs on to its end
    fmt::print("  van: {}\n", reason(tasks[1].exception()));
  }
}
//! [wait-return-when]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
