// variant: completion handlers that count down, and a future for the end
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <memory>

#include "pool_as_completed.hpp"

asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding) {
  const auto executor = co_await asio::this_coro::executor;
  course::Future<void> all(executor);
  const auto left = std::make_shared<std::size_t>(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto future = pool.submit(scan, files[i]);
    asio::co_spawn(
        executor, future.wait(), [=](std::exception_ptr) mutable {
          Finding finding{
              .index = i, .value = {}, .error = future.exception()};
          if (finding.error) {
            on_finding(finding);
            if (--*left == 0) {
              all.set_result();
            }
            return;
          }
          asio::co_spawn(executor, future.get(),
                         [=](std::exception_ptr, int value) mutable {
                           finding.value = value;
                           on_finding(finding);
                           if (--*left == 0) {
                             all.set_result();
                           }
                         });
        });
  }
  if (*left > 0) {
    co_await all.get();
  }
}
