// check: StrandCounter.ParsesInParallel
// diagnosis: nothing-in-parallel
// Runs the whole coroutine on the strand, parsing and all.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>

#include "strand_counter.hpp"

namespace {

asio::awaitable<void> count(Parse parse, const Add& add) {
  const int words = parse();
  add(words);
  co_return;
}

}  // namespace

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  const auto strand = asio::make_strand(pool);
  std::vector<asio::awaitable<void>> counting;
  for (const Parse& parse : documents) {
    counting.push_back(
        asio::co_spawn(strand, count(parse, add), asio::use_awaitable));
  }
  co_await course::gather(std::move(counting));
}
