// check: FirstSuccess.LeavesAFailureToTheOthers
// diagnosis: gives-up-at-first-failure
// Makes an exception of a failure, and passes the first one on.
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

#include "first_success.hpp"

namespace {

struct Race {
  std::vector<asio::cancellation_signal> stop;
  std::size_t running;
  std::optional<Lines> winner;
  std::exception_ptr error;
  Lines lines;

  explicit Race(std::size_t programs) : stop(programs), running(programs) {}
};

asio::awaitable<void> attempt(course::Program program,
                              std::shared_ptr<Race> race) {
  Lines lines;
  const auto end = co_await course::run_program(
      std::move(program),
      [&](std::string_view line) { lines.emplace_back(line); });
  if (!end.status.success()) {
    throw std::runtime_error("a program has failed");
  }
  if (!race->winner) {
    race->winner = std::move(lines);
    for (auto& signal : race->stop) {
      signal.emit(asio::cancellation_type::all);
    }
  }
}

}  // namespace

asio::awaitable<Lines> first_success(
    std::vector<course::Program> programs) {
  const auto executor = co_await asio::this_coro::executor;
  const auto race = std::make_shared<Race>(programs.size());
  course::Future<void> done(executor);
  for (std::size_t i = 0; i < programs.size(); ++i) {
    asio::co_spawn(executor, attempt(std::move(programs[i]), race),
                   asio::bind_cancellation_slot(
                       race->stop[i].slot(),
                       [race, done](std::exception_ptr error) mutable {
                         if (error && !race->winner && !race->error) {
                           race->error = error;
                           for (auto& signal : race->stop) {
                             signal.emit(asio::cancellation_type::all);
                           }
                         }
                         if (--race->running == 0) {
                           done.set_result();
                         }
                       }));
  }
  co_await done.get();
  if (race->error) {
    std::rethrow_exception(race->error);
  }
  co_return std::move(*race->winner);
}
