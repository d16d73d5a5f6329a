// check: StrandCounter.ReturnsAtOnceWithoutDocuments
// diagnosis: empty-never-ends
// Counts down, and waits for a zero that was there from the beginning.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "strand_counter.hpp"

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  const auto caller = co_await asio::this_coro::executor;
  asio::steady_timer all_added(caller,
                               asio::steady_timer::time_point::max());
  auto strand = asio::make_strand(pool);
  std::size_t left = documents.size();  // only the caller's thread counts
  const auto added = [&] {
    if (--left == 0) {
      all_added.cancel();
    }
  };
  for (const Parse& parse : documents) {
    asio::post(pool, [&, parse] {
      const int words = parse();
      asio::post(strand, [&, words] {
        add(words);
        asio::post(caller, added);
      });
    });
  }
  do {
    co_await all_added.async_wait(asio::as_tuple(asio::use_awaitable));
  } while (left > 0);
}
