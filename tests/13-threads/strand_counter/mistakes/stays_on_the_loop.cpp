// check: StrandCounter.ParsesInParallel
// diagnosis: stays-on-the-loop
// Believes that what follows `co_await post(pool)` runs on the pool.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>

#include "strand_counter.hpp"

namespace {

using Strand = asio::strand<asio::thread_pool::executor_type>;

asio::awaitable<void> count(asio::thread_pool& pool, Strand strand,
                            Parse parse, const Add& add) {
  co_await asio::post(pool, asio::use_awaitable);
  const int words = parse();
  co_await asio::post(strand, asio::use_awaitable);
  add(words);
}

}  // namespace

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  const Strand strand = asio::make_strand(pool);
  std::vector<asio::awaitable<void>> counting;
  for (const Parse& parse : documents) {
    counting.push_back(count(pool, strand, parse, add));
  }
  co_await course::gather(std::move(counting));
}
