// variant: a coroutine serves the round and ends when nobody is left
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <list>
#include <queue>

#include "round_robin.hpp"

struct RoundRobin::State {
  struct Client {
    std::string name;
    std::queue<Job> jobs;
  };
  asio::any_io_executor executor;
  std::list<Client> round;
  bool serving = false;
};

namespace {

template <class State>
asio::awaitable<void> serve(std::shared_ptr<State> state) {
  while (!state->round.empty()) {
    co_await asio::post(asio::use_awaitable);
    const auto client = state->round.begin();
    const auto job = std::move(client->jobs.front());
    client->jobs.pop();
    job();
    if (client->jobs.empty()) {
      state->round.erase(client);
    } else {
      state->round.splice(state->round.end(), state->round, client);
    }
  }
  state->serving = false;
}

}  // namespace

RoundRobin::RoundRobin(asio::any_io_executor executor)
    : state_(std::make_shared<State>()) {
  state_->executor = std::move(executor);
}

void RoundRobin::submit(std::string client, Job job) {
  auto& round = state_->round;
  auto place = round.begin();
  while (place != round.end() && place->name != client) {
    ++place;
  }
  if (place == round.end()) {
    place = round.insert(round.end(), {std::move(client), {}});
  }
  place->jobs.push(std::move(job));
  if (!state_->serving) {
    state_->serving = true;
    asio::co_spawn(state_->executor, serve(state_), asio::detached);
  }
}
