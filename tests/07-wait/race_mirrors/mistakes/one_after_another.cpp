// check: RaceMirrors.AsksAllMirrorsTogether
// diagnosis: one-after-another
// Asks the next mirror when the one before it has failed.
#include <stdexcept>

#include "race_mirrors.hpp"

asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors) {
  std::exception_ptr error = std::make_exception_ptr(
      std::invalid_argument("there are no mirrors"));
  for (const Mirror& mirror : mirrors) {
    try {
      co_return co_await mirror();
    } catch (...) {
      error = std::current_exception();
    }
  }
  std::rethrow_exception(error);
}
