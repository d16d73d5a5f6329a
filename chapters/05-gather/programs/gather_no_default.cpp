// A result type without a default constructor, given to co_spawn.
// recorded: compile-error
#include <boost/asio.hpp>

namespace asio = boost::asio;

//! [gather-no-default]
struct Price {
  explicit Price(int cents);
};

asio::awaitable<Price> price();

void ask(asio::io_context& loop) {
  asio::co_spawn(loop, price(), asio::detached);
}
//! [gather-no-default]
