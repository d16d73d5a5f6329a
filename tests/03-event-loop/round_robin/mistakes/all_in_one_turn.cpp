// check: RoundRobin.LetsOthersRunBetweenTwoJobs
// diagnosis: all-in-one-turn
// One handler works through the whole round.
#include <boost/asio/post.hpp>
#include <deque>
#include <map>
#include <utility>

#include "round_robin.hpp"

struct RoundRobin::State : std::enable_shared_from_this<State> {
  explicit State(asio::any_io_executor loop) : executor(std::move(loop)) {}

  asio::any_io_executor executor;
  std::deque<std::string> round;  // clients with jobs, each of them once
  std::map<std::string, std::deque<Job>> jobs;
  bool posted = false;  // a turn of ours is in the ready queue

  void post_next() {
    posted = !round.empty();
    if (posted) {
      asio::post(executor, [self = shared_from_this()] { self->serve(); });
    }
  }

  void serve() {
    while (!round.empty()) {
      serve_one();
    }
    posted = false;
  }

  void serve_one() {
    const std::string client = std::move(round.front());
    round.pop_front();
    const auto place = jobs.find(client);
    const Job job = std::move(place->second.front());
    place->second.pop_front();
    if (place->second.empty()) {
      jobs.erase(place);
    } else {
      round.push_back(client);
    }
    job();
  }
};

RoundRobin::RoundRobin(asio::any_io_executor executor) {
  state_ = std::make_shared<State>(std::move(executor));
}

void RoundRobin::submit(std::string client, Job job) {
  auto& jobs = state_->jobs[client];
  if (jobs.empty()) {
    state_->round.push_back(client);
  }
  jobs.push_back(std::move(job));
  if (!state_->posted) {
    state_->post_next();
  }
}
