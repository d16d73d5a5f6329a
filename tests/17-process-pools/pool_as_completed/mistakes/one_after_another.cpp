// check: PoolAsCompleted.GivesAllScansToThePool
// diagnosis: one-after-another
// Submits a scan and awaits it in the same line.
#include "pool_as_completed.hpp"

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    Finding finding{.index = i, .value = {}, .error = nullptr};
    try {
      finding.value = co_await pool.submit(scan, files[i]).get();
    } catch (...) {
      finding.error = std::current_exception();
    }
    on_finding(finding);
  }
}
