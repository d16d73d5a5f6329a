// variant: a channel that the listeners send to and one loop reads from
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "pool_as_completed.hpp"

namespace {

using Findings =
    asio::experimental::channel<void(boost::system::error_code, Finding)>;

asio::awaitable<void> listen(course::Future<int> scan, std::size_t index,
                             std::shared_ptr<Findings> findings) {
  Finding finding{.index = index, .value = {}, .error = nullptr};
  try {
    finding.value = co_await scan.get();
  } catch (...) {
    finding.error = std::current_exception();
  }
  findings->try_send(boost::system::error_code(), finding);
}

}  // namespace

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  const auto executor = co_await asio::this_coro::executor;
  const auto findings = std::make_shared<Findings>(executor, files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    asio::co_spawn(executor,
                   listen(pool.submit(scan, files[i]), i, findings),
                   asio::detached);
  }
  for (std::size_t left = files.size(); left > 0; --left) {
    on_finding(co_await findings->async_receive(asio::use_awaitable));
  }
}
