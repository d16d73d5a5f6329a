#include "load.hpp"

#include <course/gather.hpp>
#include <utility>

#include "client.hpp"

namespace acceptance {

namespace {

using Ids = std::vector<std::string>;

asio::awaitable<Ids> post_one_by_one(Server& server, std::size_t count) {
  Client client(server);
  Ids ids;
  while (ids.size() < count) {
    ids.push_back(co_await client.post_quietly(R"({"kind": "noop"})"));
  }
  co_return ids;
}

}  // namespace

asio::awaitable<Ids> post_many(Server& server, std::size_t clients,
                               std::size_t each) {
  std::vector<asio::awaitable<Ids>> posting;
  for (std::size_t i = 0; i < clients; ++i) {
    posting.push_back(post_one_by_one(server, each));
  }
  Ids all;
  for (Ids& ids : co_await course::gather(std::move(posting))) {
    all.insert(all.end(), std::make_move_iterator(ids.begin()),
               std::make_move_iterator(ids.end()));
  }
  co_return all;
}

}  // namespace acceptance
