#include "model_of.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>

Model model_of(const std::vector<Task>& tasks) {
  // Answer the questions of the task, the first that fits.
  throw std::logic_error("model_of is not written yet");
}
