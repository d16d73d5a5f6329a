// check: GatherMap.ReturnsAtOnceWithoutShops
// diagnosis: empty-never-ends
// Waits for the call that ends last; without a call it waits for ever.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "gather_map.hpp"

namespace {

using Mailbox = asio::experimental::channel<void(std::exception_ptr)>;

struct State {
  State(asio::any_io_executor executor, Ask function, std::size_t calls)
      : ask(std::move(function)),
        ended(executor, 1),
        prices(calls),
        left(calls) {}
  Ask ask;
  Mailbox ended;
  std::vector<int> prices;
  std::size_t left;
};

}  // namespace

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  auto executor = co_await asio::this_coro::executor;
  auto state = std::make_shared<State>(executor, ask, shops.size());
  for (std::size_t i = 0; i < shops.size(); ++i) {
    asio::co_spawn(executor, state->ask(shops[i]),
                   [state, i](std::exception_ptr error, int price) {
                     state->prices[i] = price;
                     if (--state->left == 0 || error) {
                       state->ended.try_send(error);
                     }
                   });
  }
  co_await state->ended.async_receive(asio::use_awaitable);
  co_return state->prices;
}
