// check: StrandCounter.AddsOneAtATime
// diagnosis: two-at-a-time
// like: strand_for_each
// Adds wherever the document was parsed.
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
  std::vector<asio::awaitable<void>> counting;
  for (const Parse& parse : documents) {
    counting.push_back(
        asio::co_spawn(pool, count(parse, add), asio::use_awaitable));
  }
  co_await course::gather(std::move(counting));
}
