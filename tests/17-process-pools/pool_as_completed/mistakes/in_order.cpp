// check: PoolAsCompleted.TakesThemInTheOrderInWhichTheyEnd
// diagnosis: in-order
// Submits all scans and awaits the futures one after the other, as map
// does.
#include "pool_as_completed.hpp"

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  std::vector<course::Future<int>> scans;
  for (const std::string& file : files) {
    scans.push_back(pool.submit(scan, file));
  }
  for (std::size_t i = 0; i < scans.size(); ++i) {
    Finding finding{.index = i, .value = {}, .error = nullptr};
    try {
      finding.value = co_await scans[i].get();
    } catch (...) {
      finding.error = std::current_exception();
    }
    on_finding(finding);
  }
}
