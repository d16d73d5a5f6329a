// check: PoolAsCompleted.MakesAFindingOfAFailure
// diagnosis: error-escapes
// Lets the exception of a scan out, as gather does.
#include <course/gather.hpp>
#include <utility>

#include "pool_as_completed.hpp"

namespace {

asio::awaitable<void> report(course::Future<int> scan, std::size_t index,
                             std::function<void(Finding)> on_finding) {
  on_finding(
      {.index = index, .value = co_await scan.get(), .error = nullptr});
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
