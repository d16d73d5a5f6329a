// check: StrandCounter.ParsesWhileOneAdds
// diagnosis: a-thread-waits
// Guards the index with a mutex: right, and a thread of the pool waits.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <mutex>

#include "strand_counter.hpp"

namespace {

asio::awaitable<void> count(Parse parse, const Add& add,
                            std::mutex& mutex) {
  const int words = parse();
  const std::lock_guard lock(mutex);
  add(words);
  co_return;
}

}  // namespace

asio::awaitable<void> count_words(asio::thread_pool& pool,
                                  std::vector<Parse> documents, Add add) {
  std::mutex mutex;
  std::vector<asio::awaitable<void>> counting;
  for (const Parse& parse : documents) {
    counting.push_back(asio::co_spawn(pool, count(parse, add, mutex),
                                      asio::use_awaitable));
  }
  co_await course::gather(std::move(counting));
}
