// variant: a thread pool that is stopped: what is queued is never begun
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <mutex>

#include "first_hit.hpp"

std::optional<int> first_hit(const std::vector<int>& candidates,
                             const std::function<bool(int)>& fits,
                             int threads) {
  boost::asio::thread_pool pool(threads);
  std::mutex mutex;
  std::optional<int> hit;
  for (const int candidate : candidates) {
    boost::asio::post(pool, [&, candidate] {
      if (fits(candidate)) {
        const std::lock_guard lock(mutex);
        hit = candidate;
        pool.stop();
      }
    });
  }
  pool.join();
  return hit;
}
