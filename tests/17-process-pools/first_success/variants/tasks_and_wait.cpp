// variant: tasks of the course, and wait for the next one that ends
#include <boost/asio/this_coro.hpp>
#include <course/task.hpp>
#include <course/wait.hpp>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "first_success.hpp"

namespace {

using Attempt = course::Task<std::optional<Lines>>;

asio::awaitable<std::optional<Lines>> attempt(course::Program program) {
  try {
    Lines lines;
    const auto end = co_await course::run_program(
        std::move(program),
        [&](std::string_view line) { lines.emplace_back(line); });
    if (end.status.success()) {
      co_return lines;
    }
  } catch (const std::exception&) {
    co_return std::nullopt;  // not installed, or cancelled
  }
  co_return std::nullopt;
}

}  // namespace

asio::awaitable<Lines> first_success(
    std::vector<course::Program> programs) {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<Attempt> running;
  for (course::Program& program : programs) {
    running.push_back(
        course::create_task(executor, attempt(std::move(program))));
  }
  std::optional<Lines> winner;
  while (!winner && !running.empty()) {
    auto [done, pending] =
        co_await course::wait(running, course::ReturnWhen::first_completed);
    for (const Attempt& task : done) {
      if (!winner) {
        winner = co_await task.get();
      }
    }
    running = std::move(pending);
  }
  for (Attempt& loser : running) {
    loser.cancel();
  }
  for (Attempt& loser : running) {
    try {
      co_await loser.get();
    } catch (const std::exception&) {
      continue;
    }
  }
  if (!winner) {
    throw std::runtime_error("every program has failed");
  }
  co_return std::move(*winner);
}
