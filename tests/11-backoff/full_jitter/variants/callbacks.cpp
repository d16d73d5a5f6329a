// variant: a timer with a completion handler, woken through a channel
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdint>
#include <memory>
#include <variant>

#include "full_jitter.hpp"

namespace {

using Go = asio::experimental::channel<void(boost::system::error_code)>;
using Outcome = std::variant<std::string, std::exception_ptr>;

asio::awaitable<Outcome> attempt(Download download) {
  try {
    co_return co_await download();
  } catch (...) {
    co_return std::current_exception();
  }
}

}  // namespace

asio::awaitable<std::string> full_jitter(Download download, Backoff backoff,
                                         course::RandomSource random) {
  const auto executor = co_await asio::this_coro::executor;
  const auto go = std::make_shared<Go>(executor, 1);
  asio::steady_timer timer(executor);
  std::int64_t limit = std::min(backoff.base, backoff.longest).count();
  for (int left = backoff.attempts - 1;; --left) {
    Outcome outcome = co_await attempt(download);
    if (auto* page = std::get_if<std::string>(&outcome)) {
      co_return *page;
    }
    const auto error = std::get<std::exception_ptr>(outcome);
    if (left == 0 || course::is_cancellation(error)) {
      std::rethrow_exception(error);
    }
    timer.expires_after(std::chrono::microseconds(static_cast<std::int64_t>(
        static_cast<double>(limit) * 1000 * random())));
    timer.async_wait([go](boost::system::error_code) {
      go->try_send(boost::system::error_code());
    });
    co_await go->async_receive(asio::use_awaitable);
    limit = std::min<std::int64_t>(2 * limit, backoff.longest.count());
  }
}
