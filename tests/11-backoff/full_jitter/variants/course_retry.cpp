// variant: course::retry, with random numbers from -1 to 0
#include "full_jitter.hpp"

asio::awaitable<std::string> full_jitter(Download download, Backoff backoff,
                                         course::RandomSource random) {
  course::RetryPolicy policy{.attempts = backoff.attempts,
                             .base = backoff.base,
                             .longest = backoff.longest,
                             .jitter = 1.0};
  policy.worth_retrying = [](const std::exception_ptr&) { return true; };
  return course::retry(std::move(download), std::move(policy),
                       [random] { return random() - 1.0; });
}
