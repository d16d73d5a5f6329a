// A typing error, with markup in the compiler's message.
#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  static_assert(sizeof(Job) == 0, "<script>alert(1)</script>");
  co_retrun std::vector<Outcome>(jobs.size());
}
