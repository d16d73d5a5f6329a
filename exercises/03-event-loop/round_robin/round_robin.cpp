#include "round_robin.hpp"

#include <boost/asio/post.hpp>
#include <deque>
#include <map>
#include <stdexcept>
#include <utility>

// What the round has to remember.
struct RoundRobin::State {};

RoundRobin::RoundRobin(asio::any_io_executor executor) {
  // Prepare the state.
}

void RoundRobin::submit(std::string client, Job job) {
  // Queue the job, and see to it that the loop runs it.
  throw std::logic_error("round_robin is not written yet");
}
