// variant: the threads of an asio::thread_pool, one share for each
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <exception>
#include <numeric>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  boost::asio::thread_pool pool(threads);
  std::vector<long> values(articles.size());
  std::vector<std::exception_ptr> errors(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    boost::asio::post(pool, [&, i] {
      try {
        values[i] = value_of(articles[i]);
      } catch (...) {
        errors[i] = std::current_exception();
      }
    });
  }
  pool.join();
  for (const std::exception_ptr& error : errors) {
    if (error) {
      std::rethrow_exception(error);
    }
  }
  return std::accumulate(values.begin(), values.end(), 0L);
}
