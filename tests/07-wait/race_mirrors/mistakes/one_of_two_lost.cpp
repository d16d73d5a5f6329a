// check: RaceMirrors.PassesOverAFailure
// diagnosis: one-of-two-lost
// Looks at one task each time it is woken.
#include <boost/asio/this_coro.hpp>
#include <course/wait.hpp>
#include <stdexcept>

#include "race_mirrors.hpp"

asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors) {
  if (mirrors.empty()) {
    throw std::invalid_argument("there are no mirrors");
  }
  const auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<int>> pending;
  for (const Mirror& mirror : mirrors) {
    pending.push_back(course::create_task(executor, mirror()));
  }
  std::exception_ptr failure;
  while (!pending.empty()) {
    auto waited = co_await course::wait(
        std::move(pending), course::ReturnWhen::first_completed);
    pending = std::move(waited.pending);
    const auto ended = waited.done.front();
    failure = ended.exception();
    if (!failure) {
      for (auto& other : pending) {
        other.cancel();
      }
      if (!pending.empty()) {
        co_await course::wait(pending);
      }
      co_return co_await ended.get();
    }
  }
  std::rethrow_exception(failure);
}
