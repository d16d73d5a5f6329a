// check: InOrderOfCompletion.HandlesEachResultAtOnce
// diagnosis: one-after-another
// Awaits each job where it is made.
#include "in_order_of_completion.hpp"

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  for (const Job& job : jobs) {
    co_await handle(co_await job());
  }
}
