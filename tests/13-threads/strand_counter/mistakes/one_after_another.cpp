// check: StrandCounter.ParsesInParallel
// diagnosis: nothing-in-parallel
// like: everything_on_the_strand
// Awaits each document before it spawns the next one.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "strand_counter.hpp"

namespace {

asio::awaitable<void> count(Parse parse, const Add& add) {
  add(parse());
  co_return;
}

}  // namespace

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  for (const Parse& parse : documents) {
    co_await asio::co_spawn(pool, count(parse, add), asio::use_awaitable);
  }
}
