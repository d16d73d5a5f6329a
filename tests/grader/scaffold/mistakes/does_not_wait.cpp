// check: ExerciseName.WaitsTenMilliseconds
// diagnosis: does-not-wait
// FILL IN: the idea behind this mistake.
#include <numeric>
#include <stdexcept>

#include "EXERCISE_NAME.hpp"

asio::awaitable<int> EXERCISE_NAME(std::vector<int> values) {
  if (values.empty()) {
    throw std::invalid_argument("there are no values");
  }
  co_return std::accumulate(values.begin(), values.end(), 0);
}
