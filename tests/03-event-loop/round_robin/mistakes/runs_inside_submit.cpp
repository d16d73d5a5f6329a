// check: RoundRobin.RunsTheJobsOfAClientInOrder
// diagnosis: runs-inside-submit
// The loop is idle, so why wait?
#include "round_robin.hpp"

struct RoundRobin::State {};

RoundRobin::RoundRobin(asio::any_io_executor) {}

void RoundRobin::submit(std::string, Job job) {
  job();
}
