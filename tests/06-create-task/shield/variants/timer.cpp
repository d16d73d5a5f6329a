// variant: a timer that the end of the task cancels
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <course/task.hpp>
#include <memory>
#include <utility>

#include "shield.hpp"

namespace {

asio::awaitable<int> run(asio::awaitable<int> work,
                         std::shared_ptr<asio::steady_timer> ended) {
  try {
    const int result = co_await std::move(work);
    ended->cancel();
    co_return result;
  } catch (...) {
    ended->cancel();
    throw;
  }
}

}  // namespace

asio::awaitable<int> shield(asio::awaitable<int> work) {
  auto executor = co_await asio::this_coro::executor;
  auto ended = std::make_shared<asio::steady_timer>(
      executor, asio::steady_timer::time_point::max());
  auto task = course::create_task(executor, run(std::move(work), ended));
  co_await ended->async_wait(asio::as_tuple(asio::use_awaitable));
  const auto state = co_await asio::this_coro::cancellation_state;
  if (state.cancelled() != asio::cancellation_type::none) {
    throw boost::system::system_error(asio::error::operation_aborted);
  }
  co_return co_await task.get();
}
