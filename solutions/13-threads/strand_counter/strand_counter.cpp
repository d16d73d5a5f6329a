#include "strand_counter.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <stdexcept>
#include <utility>

// BEGIN SOLUTION
namespace {

using Strand = asio::strand<asio::thread_pool::executor_type>;

asio::awaitable<void> call(const Add& add, int words) {
  add(words);
  co_return;
}

/// Runs on the pool: parses on any of its threads, adds on the strand.
asio::awaitable<void> count(Parse parse, const Add& add, Strand strand) {
  const int words = parse();
  co_await asio::co_spawn(strand, call(add, words), asio::use_awaitable);
}

}  // namespace

// END SOLUTION
asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  // BEGIN SOLUTION
  // STUB: // Parse on the pool, add on a strand of the pool.
  // STUB: throw std::logic_error("strand_counter is not written yet");
  const Strand strand = asio::make_strand(pool);
  std::vector<asio::awaitable<void>> counting;
  for (Parse& parse : documents) {
    counting.push_back(asio::co_spawn(
        pool, count(std::move(parse), add, strand), asio::use_awaitable));
  }
  co_await course::gather(std::move(counting));
  // END SOLUTION
}
