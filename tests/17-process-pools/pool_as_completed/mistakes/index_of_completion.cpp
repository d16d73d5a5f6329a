// check: PoolAsCompleted.TakesThemInTheOrderInWhichTheyEnd
// diagnosis: index-of-completion
// Numbers the findings as they come.
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "pool_as_completed.hpp"

namespace {

asio::awaitable<void> report(course::Future<int> scan,
                             std::shared_ptr<std::size_t> next,
                             std::function<void(Finding)> on_finding) {
  Finding finding{.index = 0, .value = {}, .error = nullptr};
  try {
    finding.value = co_await scan.get();
  } catch (...) {
    finding.error = std::current_exception();
  }
  finding.index = (*next)++;
  on_finding(finding);
}

}  // namespace

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  const auto next = std::make_shared<std::size_t>(0);
  std::vector<asio::awaitable<void>> reports;
  for (const std::string& file : files) {
    reports.push_back(report(pool.submit(scan, file), next, on_finding));
  }
  co_await course::gather(std::move(reports));
}
