// variant: completion handlers that share a state, a timer as the signal
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "gather_map.hpp"

namespace {

struct State {
  State(asio::any_io_executor executor, Ask function, std::size_t calls)
      : ask(std::move(function)),
        over(executor, asio::steady_timer::time_point::max()),
        prices(calls),
        left(calls) {}
  Ask ask;
  asio::steady_timer over;
  std::vector<int> prices;
  std::size_t left;
  std::exception_ptr error;
};

}  // namespace

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  auto executor = co_await asio::this_coro::executor;
  auto state =
      std::make_shared<State>(executor, std::move(ask), shops.size());
  for (std::size_t i = 0; i < shops.size(); ++i) {
    asio::co_spawn(executor, state->ask(shops[i]),
                   [state, i](std::exception_ptr error, int price) {
                     state->prices[i] = price;
                     if (error && !state->error) {
                       state->error = error;
                     }
                     if (--state->left == 0 || error) {
                       state->over.cancel();
                     }
                   });
  }
  while (state->left > 0 && !state->error) {
    co_await state->over.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  if (state->error) {
    std::rethrow_exception(state->error);
  }
  co_return state->prices;
}
