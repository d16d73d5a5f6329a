// check: Relay.StartsNoLegAfterAnError
// diagnosis: goes-on-after-error
// Runs every leg in any case, and reports the first error at the end.
#include <exception>

#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  std::exception_ptr first_error;
  for (Leg leg : {first, second, third}) {
    try {
      baton = co_await leg(baton);
    } catch (...) {
      if (!first_error) {
        first_error = std::current_exception();
      }
    }
  }
  if (first_error) {
    std::rethrow_exception(first_error);
  }
  co_return baton;
}
