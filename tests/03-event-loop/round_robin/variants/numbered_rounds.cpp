// variant: each job is given the number of its round when it comes
#include <algorithm>
#include <boost/asio/post.hpp>
#include <map>
#include <utility>

#include "round_robin.hpp"

struct RoundRobin::State : std::enable_shared_from_this<State> {
  asio::any_io_executor executor;
  std::map<std::pair<long, long>, Job> jobs;  // by round, then by arrival
  std::map<std::string, long> last_round;     // of each client
  long now = 0;                               // the round that is served
  long count = 0;
  bool serving = false;  // a job runs: it posts the next one itself

  void post_next() {
    asio::post(executor, [self = shared_from_this()] { self->serve(); });
  }

  void serve() {
    const auto first = jobs.begin();
    now = first->first.first;
    const Job next = std::move(first->second);
    jobs.erase(first);
    serving = true;
    next();
    serving = false;
    if (!jobs.empty()) {
      post_next();
    }
  }
};

RoundRobin::RoundRobin(asio::any_io_executor executor)
    : state_(std::make_shared<State>()) {
  state_->executor = std::move(executor);
}

void RoundRobin::submit(std::string client, Job job) {
  const bool idle = state_->jobs.empty();
  long round = state_->now;
  if (!state_->serving) {
    round = idle ? round + 1 : state_->jobs.begin()->first.first;
  }
  long& last = state_->last_round[client];
  last = std::max(last + 1, round);
  state_->jobs.emplace(std::pair{last, state_->count++}, std::move(job));
  if (idle && !state_->serving) {
    state_->post_next();
  }
}
