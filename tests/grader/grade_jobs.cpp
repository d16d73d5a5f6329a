#include "grade_jobs.hpp"

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <thread>

#include "interrupt.hpp"

namespace grader {
namespace {

namespace asio = boost::asio;

struct Jobs {
  std::size_t count;
  const std::function<void(std::size_t)>& job;
  const std::function<void(std::size_t)>& done;
  asio::thread_pool& pool;
  std::size_t next = 0;
  std::exception_ptr failed{};
};

asio::awaitable<void> off_load(Jobs& jobs, std::size_t index) {
  throw_if_interrupted();
  jobs.job(index);
  co_return;
}

// Takes the next job, off-loads it, and comes back to the calling thread,
// where `next`, `failed` and done() need no lock.
asio::awaitable<void> worker(Jobs& jobs) {
  while (jobs.next < jobs.count && !jobs.failed) {
    const auto index = jobs.next++;
    try {
      co_await asio::co_spawn(jobs.pool, off_load(jobs, index),
                              asio::use_awaitable);
      jobs.done(index);
    } catch (...) {
      if (!jobs.failed) {
        jobs.failed = std::current_exception();
      }
    }
  }
}

}  // namespace

void run_jobs(std::size_t count, int workers,
              const std::function<void(std::size_t)>& job,
              const std::function<void(std::size_t)>& done) {
  const auto wanted =
      workers > 0 ? static_cast<std::size_t>(workers)
                  : std::max(1u, std::thread::hardware_concurrency());
  const auto threads = std::min(std::max<std::size_t>(count, 1), wanted);
  asio::io_context context(1);
  asio::thread_pool pool(threads);
  Jobs jobs{count, job, done, pool};
  for (std::size_t i = 0; i < threads; ++i) {
    asio::co_spawn(context, worker(jobs), asio::detached);
  }
  context.run();
  pool.join();
  if (jobs.failed) {
    std::rethrow_exception(jobs.failed);
  }
}

}  // namespace grader
