// check: PoolAsCompleted.DoesNotWaitForTheOthers
// diagnosis: all-at-the-end
// Gathers all findings and hands them over when the last one is there.
#include <course/gather.hpp>
#include <utility>

#include "pool_as_completed.hpp"

namespace {

asio::awaitable<Finding> settle(course::Future<int> scan,
                                std::size_t index) {
  Finding finding{.index = index, .value = {}, .error = nullptr};
  try {
    finding.value = co_await scan.get();
  } catch (...) {
    finding.error = std::current_exception();
  }
  co_return finding;
}

}  // namespace

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  std::vector<asio::awaitable<Finding>> settling;
  for (std::size_t i = 0; i < files.size(); ++i) {
    settling.push_back(settle(pool.submit(scan, files[i]), i));
  }
  for (Finding& finding : co_await course::gather(std::move(settling))) {
    on_finding(std::move(finding));
  }
}
