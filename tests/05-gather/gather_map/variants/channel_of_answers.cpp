// variant: each call sends its answer into a channel, with its place
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <tuple>
#include <utility>

#include "gather_map.hpp"

namespace {

using Answers =
    asio::experimental::channel<void(std::exception_ptr, std::size_t, int)>;

asio::awaitable<void> ask_one(std::shared_ptr<Ask> ask, std::string shop,
                              std::size_t place,
                              std::shared_ptr<Answers> answers) {
  int price = 0;
  std::exception_ptr error;
  try {
    price = co_await (*ask)(std::move(shop));
  } catch (...) {
    error = std::current_exception();
  }
  answers->try_send(error, place, price);
}

}  // namespace

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  auto executor = co_await asio::this_coro::executor;
  auto answers = std::make_shared<Answers>(executor, shops.size());
  auto shared_ask = std::make_shared<Ask>(std::move(ask));
  for (std::size_t i = 0; i < shops.size(); ++i) {
    asio::co_spawn(executor, ask_one(shared_ask, shops[i], i, answers),
                   asio::detached);
  }
  std::vector<int> prices(shops.size());
  for (std::size_t left = shops.size(); left > 0; --left) {
    const auto [place, price] =
        co_await answers->async_receive(asio::use_awaitable);
    prices[place] = price;
  }
  co_return prices;
}
