// check: Shield.ReportsAFailureThatNobodySees
// diagnosis: failure-lost
// A channel tells the caller; if the caller is gone, nobody reads it.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <memory>
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  using Channel =
      asio::experimental::channel<void(std::exception_ptr, int)>;
  auto executor = co_await asio::this_coro::executor;
  auto result = std::make_shared<Channel>(executor, 1);
  asio::co_spawn(executor, std::move(work),
                 [result](std::exception_ptr error, int value) {
                   result->try_send(error, value);
                 });
  try {
    co_return co_await result->async_receive(asio::use_awaitable);
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::experimental::error::channel_cancelled) {
      throw;
    }
  }
  throw boost::system::system_error(asio::error::operation_aborted);
}
