#include "first_success.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

// BEGIN SOLUTION
namespace {

/// What the programs share.
struct Race {
  std::vector<asio::cancellation_signal> stop;
  std::size_t running;
  std::optional<Lines> winner;

  explicit Race(std::size_t programs) : stop(programs), running(programs) {}
};

asio::awaitable<void> attempt(course::Program program,
                              std::shared_ptr<Race> race) {
  Lines lines;
  const auto end = co_await course::run_program(
      std::move(program),
      [&](std::string_view line) { lines.emplace_back(line); });
  if (end.status.success() && !race->winner) {
    race->winner = std::move(lines);
    for (auto& signal : race->stop) {
      signal.emit(asio::cancellation_type::all);
    }
  }
}

}  // namespace

// END SOLUTION
asio::awaitable<Lines> first_success(
    std::vector<course::Program> programs) {
  // BEGIN SOLUTION
  // STUB: // Run all programs; return the lines of the first that succeeds.
  // STUB: throw std::logic_error("first_success is not written yet");
  const auto executor = co_await asio::this_coro::executor;
  const auto race = std::make_shared<Race>(programs.size());
  course::Future<void> all_ended(executor);
  for (std::size_t i = 0; i < programs.size(); ++i) {
    asio::co_spawn(executor, attempt(std::move(programs[i]), race),
                   asio::bind_cancellation_slot(
                       race->stop[i].slot(),
                       [race, all_ended](std::exception_ptr) mutable {
                         // An exception is a failure, or the end of a
                         // loser.
                         if (--race->running == 0) {
                           all_ended.set_result();
                         }
                       }));
  }
  co_await all_ended.get();
  if (!race->winner) {
    throw std::runtime_error("every program has failed");
  }
  co_return std::move(*race->winner);
  // END SOLUTION
}
