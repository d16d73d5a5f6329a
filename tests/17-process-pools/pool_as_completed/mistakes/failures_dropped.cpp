// check: PoolAsCompleted.MakesAFindingOfAFailure
// diagnosis: failures-dropped
// Catches what a scan throws, and tells nobody.
#include <course/gather.hpp>
#include <utility>

#include "pool_as_completed.hpp"

namespace {

asio::awaitable<void> report(course::Future<int> scan, std::size_t index,
                             std::function<void(Finding)> on_finding) {
  try {
    on_finding(
        {.index = index, .value = co_await scan.get(), .error = nullptr});
  } catch (const std::exception&) {
    co_return;
  }
}

}  // namespace

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  std::vector<asio::awaitable<void>> reports;
  for (std::size_t i = 0; i < files.size(); ++i) {
    reports.push_back(report(pool.submit(scan, files[i]), i, on_finding));
  }
  co_await course::gather(std::move(reports));
}
