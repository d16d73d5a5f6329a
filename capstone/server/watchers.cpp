#include "watchers.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

namespace task_server {

Watchers::Watch::Watch(const asio::any_io_executor& executor,
                       Watchers& watchers, TaskId id)
    : watchers_(watchers), id_(id), timer_(executor) {
  watchers_.watches_.emplace(id, this);
}

Watchers::Watch::~Watch() {
  const auto [begin, end] = watchers_.watches_.equal_range(id_);
  for (auto place = begin; place != end; ++place) {
    if (place->second == this) {
      watchers_.watches_.erase(place);
      return;
    }
  }
}

asio::awaitable<bool> Watchers::Watch::changed(
    std::chrono::nanoseconds at_most) {
  if (!changed_) {
    timer_.expires_after(at_most);
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }
  co_return std::exchange(changed_, false);
}

void Watchers::notify(TaskId id) {
  const auto [begin, end] = watches_.equal_range(id);
  for (auto place = begin; place != end; ++place) {
    place->second->changed_ = true;
    place->second->timer_.cancel();
  }
}

void Watchers::notify_all() {
  for (const auto& [id, watch] : watches_) {
    watch->changed_ = true;
    watch->timer_.cancel();
  }
}

}  // namespace task_server
