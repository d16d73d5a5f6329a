#include "wait_until_first_error.hpp"

#include <algorithm>
#include <course/wait.hpp>
#include <stdexcept>
#include <utility>

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  // Wait for the first task that goes wrong, or for all of them.
  throw std::logic_error(
      "wait_until_first_error "
      "is not written yet");
}
