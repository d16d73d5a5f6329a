// check: PoolAsCompleted.ReturnsAtOnceWithoutFiles
// diagnosis: empty-never-ends
// Waits for a signal that the last finding gives.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "pool_as_completed.hpp"

namespace {

asio::awaitable<void> report(course::Future<int> scan, std::size_t index,
                             std::function<void(Finding)> on_finding) {
  Finding finding{.index = index, .value = {}, .error = nullptr};
  try {
    finding.value = co_await scan.get();
  } catch (...) {
    finding.error = std::current_exception();
  }
  on_finding(finding);
}

}  // namespace

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  const auto executor = co_await asio::this_coro::executor;
  asio::experimental::channel<void(boost::system::error_code)> done(
      executor, 1);
  std::size_t left = files.size();
  for (std::size_t i = 0; i < files.size(); ++i) {
    asio::co_spawn(executor,
                   report(pool.submit(scan, files[i]), i, on_finding),
                   [&](std::exception_ptr) {
                     if (--left == 0) {
                       done.try_send(boost::system::error_code());
                     }
                   });
  }
  co_await done.async_receive(asio::as_tuple(asio::use_awaitable));
}
