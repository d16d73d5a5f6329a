// check: RaceMirrors.ThrowsWhenAllHaveFailed
// diagnosis: nobody-wins
// A channel for the answer, and none for failures.
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <stdexcept>

#include "race_mirrors.hpp"

namespace {

struct Race {
  Race(asio::any_io_executor executor, std::size_t mirrors)
      : answer(executor, 1),
        over(executor, mirrors),
        stop(mirrors),
        running(mirrors) {}
  asio::experimental::channel<void(boost::system::error_code, int)> answer;
  asio::experimental::channel<void(boost::system::error_code)> over;
  std::vector<asio::cancellation_signal> stop;
  std::size_t running;
};

}  // namespace

asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors) {
  if (mirrors.empty()) {
    throw std::invalid_argument("there are no mirrors");
  }
  auto executor = co_await asio::this_coro::executor;
  auto race = std::make_shared<Race>(executor, mirrors.size());
  for (std::size_t i = 0; i < mirrors.size(); ++i) {
    asio::co_spawn(executor, mirrors[i](),
                   asio::bind_cancellation_slot(
                       race->stop[i].slot(),
                       [race](std::exception_ptr error, int size) {
                         if (!error) {
                           race->answer.try_send(
                               boost::system::error_code(), size);
                         }
                         if (--race->running == 0) {
                           race->over.try_send(boost::system::error_code());
                         }
                       }));
  }
  const int size = co_await race->answer.async_receive(asio::use_awaitable);
  for (auto& signal : race->stop) {
    signal.emit(asio::cancellation_type::all);
  }
  co_await race->over.async_receive(asio::use_awaitable);
  co_return size;
}
