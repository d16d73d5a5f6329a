// check: RoundRobin.ServesANewcomerSoon
// diagnosis: newcomer-waits
// Nobody joins a round that is under way.
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
  std::deque<std::string> next_round;
  bool started = false;
  bool posted = false;  // a turn of ours is in the ready queue

  void post_next() {
    if (round.empty()) {
      round.swap(next_round);
    }
    posted = !round.empty();
    if (posted) {
      asio::post(executor, [self = shared_from_this()] { self->serve(); });
    }
  }

  void serve() {
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
    post_next();
    started = posted;
  }
};

RoundRobin::RoundRobin(asio::any_io_executor executor) {
  state_ = std::make_shared<State>(std::move(executor));
}

void RoundRobin::submit(std::string client, Job job) {
  auto& jobs = state_->jobs[client];
  if (jobs.empty()) {
    (state_->posted ? state_->next_round : state_->round).push_back(client);
  }
  jobs.push_back(std::move(job));
  // The first round begins when the loop has its turn.
  if (!state_->started) {
    state_->started = true;
    asio::post(state_->executor, [state = state_] { state->post_next(); });
  }
}
