#include "gather_map.hpp"

#include <course/gather.hpp>
#include <stdexcept>
#include <utility>

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  // Ask all shops at the same time; collect the prices in order.
  throw std::logic_error("gather_map is not written yet");
}
