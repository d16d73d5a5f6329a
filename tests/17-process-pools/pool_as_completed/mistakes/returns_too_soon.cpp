// check: PoolAsCompleted.ReturnsAfterTheLast
// diagnosis: returns-too-soon
// Starts a coroutine for each future and does not wait for them.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

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
  for (std::size_t i = 0; i < files.size(); ++i) {
    asio::co_spawn(executor,
                   report(pool.submit(scan, files[i]), i, on_finding),
                   asio::detached);
  }
}
