// check: Relay.KeepsTwoRelaysApart
// diagnosis: baton-shared
// Collects the results in a global list, as a script would.
#include <vector>

#include "relay.hpp"

namespace {

std::vector<std::string> results;

}  // namespace

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  results.push_back(co_await first(baton));
  results.push_back(co_await second(results[0]));
  results.push_back(co_await third(results[1]));
  co_return results[2];
}
