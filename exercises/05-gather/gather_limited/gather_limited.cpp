#include "gather_limited.hpp"

#include <algorithm>
#include <course/gather.hpp>
#include <memory>
#include <stdexcept>
#include <utility>

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  // Run the jobs, never more than `limit` at the same time.
  throw std::logic_error("gather_limited is not written yet");
}
