// check: RoundRobin.HasOnePlaceForEachClient
// diagnosis: twice-in-the-round
// Queues the client again after its job, though the job may have done so.
#include <boost/asio/post.hpp>
#include <deque>
#include <map>
#include <utility>

#include "round_robin.hpp"

struct RoundRobin::State : std::enable_shared_from_this<RoundRobin::State> {
  asio::any_io_executor executor;
  std::deque<std::string> round;
  std::map<std::string, std::deque<Job>> jobs;
  bool posted = false;

  void post_next() {
    posted = true;
    asio::post(executor, [self = shared_from_this()] { self->run_next(); });
  }

  void run_next() {
    const std::string client = round.front();
    round.pop_front();
    if (auto& queue = jobs[client]; !queue.empty()) {
      const Job job = std::move(queue.front());
      queue.pop_front();
      job();
      if (!queue.empty()) {
        round.push_back(client);
      }
    }
    if (round.empty()) {
      posted = false;
    } else {
      post_next();
    }
  }
};

RoundRobin::RoundRobin(asio::any_io_executor executor)
    : state_(std::make_shared<State>()) {
  state_->executor = std::move(executor);
}

void RoundRobin::submit(std::string client, Job job) {
  auto& queue = state_->jobs[client];
  if (queue.empty()) {
    state_->round.push_back(client);
  }
  queue.push_back(std::move(job));
  if (!state_->posted) {
    state_->post_next();
  }
}
