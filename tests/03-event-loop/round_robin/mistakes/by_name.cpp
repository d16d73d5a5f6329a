// check: RoundRobin.TakesClientsInTurn
// diagnosis: by-name
// Goes through the clients as they stand in the map.
#include <boost/asio/post.hpp>
#include <deque>
#include <map>

#include "round_robin.hpp"

struct RoundRobin::State : std::enable_shared_from_this<State> {
  asio::any_io_executor executor;
  std::map<std::string, std::deque<Job>> jobs;
  std::string last;
  bool posted = false;

  void post_next() {
    posted = !jobs.empty();
    if (posted) {
      asio::post(executor, [self = shared_from_this()] { self->serve(); });
    }
  }

  void serve() {
    auto next = jobs.upper_bound(last);
    if (next == jobs.end()) {
      next = jobs.begin();
    }
    last = next->first;
    const Job job = std::move(next->second.front());
    next->second.pop_front();
    if (next->second.empty()) {
      jobs.erase(next);
    }
    job();
    post_next();
  }
};

RoundRobin::RoundRobin(asio::any_io_executor executor)
    : state_(std::make_shared<State>()) {
  state_->executor = std::move(executor);
}

void RoundRobin::submit(std::string client, Job job) {
  state_->jobs[client].push_back(std::move(job));
  if (!state_->posted) {
    state_->post_next();
  }
}
