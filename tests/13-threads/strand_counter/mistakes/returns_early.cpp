// check: StrandCounter.AddsAllDocuments
// diagnosis: returns-early
// Starts everything, detached, and does not wait for it.
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>

#include "strand_counter.hpp"

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  auto strand = asio::make_strand(pool);
  for (const Parse& parse : documents) {
    asio::post(pool, [parse, add, strand] {
      const int words = parse();
      asio::post(strand, [add, words] { add(words); });
    });
  }
  co_return;
}
