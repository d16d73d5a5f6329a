// Computes for ever.
#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  volatile bool more = true;
  while (more) {
  }
  co_return std::vector<Outcome>(jobs.size());
}
