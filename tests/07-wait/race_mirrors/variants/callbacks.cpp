// variant: completion handlers that share a state, a timer as the signal
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <stdexcept>

#include "race_mirrors.hpp"

namespace {

struct Race {
  Race(asio::any_io_executor executor, std::size_t mirrors)
      : over(executor, asio::steady_timer::time_point::max()),
        stop(mirrors),
        running(mirrors) {}

  void ended(std::exception_ptr why, int size) {
    --running;
    if (why) {
      error = won ? error : why;
    } else if (!won) {
      won = size;
      for (auto& signal : stop) {
        signal.emit(asio::cancellation_type::all);
      }
    }
    if (running == 0) {
      over.cancel();
    }
  }

  asio::steady_timer over;
  std::vector<asio::cancellation_signal> stop;
  std::size_t running;
  std::optional<int> won;
  std::exception_ptr error;
};

}  // namespace

asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors) {
  if (mirrors.empty()) {
    throw std::invalid_argument("race_mirrors: there are no mirrors");
  }
  auto executor = co_await asio::this_coro::executor;
  auto race = std::make_shared<Race>(executor, mirrors.size());
  for (std::size_t i = 0; i < mirrors.size(); ++i) {
    asio::co_spawn(executor, mirrors[i](),
                   asio::bind_cancellation_slot(
                       race->stop[i].slot(),
                       [race](std::exception_ptr error, int size) {
                         race->ended(error, size);
                       }));
  }
  while (race->running > 0) {
    co_await race->over.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  if (!race->won) {
    std::rethrow_exception(race->error);
  }
  co_return *race->won;
}
