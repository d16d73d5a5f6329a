// variant: one coroutine that is resumed on the pool and then on the strand
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>

#include "strand_counter.hpp"

namespace {

using Strand = asio::strand<asio::thread_pool::executor_type>;

asio::awaitable<void> count(Parse parse, const Add& add, Strand strand) {
  const int words = parse();
  co_await asio::dispatch(asio::bind_executor(strand, asio::use_awaitable));
  add(words);
}

}  // namespace

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  const Strand strand = asio::make_strand(pool);
  std::vector<asio::awaitable<void>> counting;
  for (const Parse& parse : documents) {
    counting.push_back(asio::co_spawn(pool, count(parse, add, strand),
                                      asio::use_awaitable));
  }
  co_await course::gather(std::move(counting));
}
