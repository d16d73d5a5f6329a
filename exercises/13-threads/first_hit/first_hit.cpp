#include "first_hit.hpp"

#include <mutex>
#include <stdexcept>
#include <stop_token>
#include <thread>

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  // Share the candidates out; who finds one asks the others to stop.
  throw std::logic_error("first_hit is not written yet");
}
