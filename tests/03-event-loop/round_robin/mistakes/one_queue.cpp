// check: RoundRobin.TakesClientsInTurn
// diagnosis: one-queue-for-all
// Leaves the order to the ready queue of the loop.
#include <boost/asio/post.hpp>

#include "round_robin.hpp"

struct RoundRobin::State {
  asio::any_io_executor executor;
};

RoundRobin::RoundRobin(asio::any_io_executor executor)
    : state_(std::make_shared<State>(State{std::move(executor)})) {}

void RoundRobin::submit(std::string, Job job) {
  asio::post(state_->executor, std::move(job));
}
