// Follows a null pointer.
#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  Outcome* volatile nowhere = nullptr;
  nowhere->value = static_cast<int>(jobs.size());
  co_return std::vector<Outcome>{};
}
