// check: StrandCounter.ParsesInParallel
// diagnosis: adds-on-the-loop
// Off-loads the parsing only; the loop keeps the calls of add apart.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>

#include "strand_counter.hpp"

namespace {

asio::awaitable<int> call(Parse parse) {
  co_return parse();
}

asio::awaitable<void> count(asio::thread_pool& pool, Parse parse,
                            const Add& add) {
  add(co_await asio::co_spawn(pool, call(parse), asio::use_awaitable));
}

}  // namespace

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  std::vector<asio::awaitable<void>> counting;
  for (const Parse& parse : documents) {
    counting.push_back(count(pool, parse, add));
  }
  co_await course::gather(std::move(counting));
}
