// The first answer of three, with a parallel group.
#include <boost/asio.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
namespace experimental = asio::experimental;
using namespace std::chrono_literals;

asio::awaitable<int> quote(std::string carrier, std::chrono::seconds delay,
                           int price) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  try {
    co_await timer.async_wait(asio::use_awaitable);
    course::say("{}: {} euros", carrier, price);
    co_return price;
  } catch (const boost::system::system_error&) {
    course::say("{}: cancelled", carrier);
    throw;
  }
}

//! [wait-group]
asio::awaitable<void> ask_around() {
  const auto executor = co_await asio::this_coro::executor;
  const auto start = [&](std::string carrier, std::chrono::seconds delay,
                         int price) {
    return asio::co_spawn(executor, quote(carrier, delay, price),
                          asio::deferred);
  };
  std::vector<decltype(start("", 1s, 0))> quotes;
  quotes.push_back(start("bike", 1s, 12));
  quotes.push_back(start("van", 2s, 30));
  quotes.push_back(start("ship", 3s, 5));
  auto [order, errors, prices] =
      co_await experimental::make_parallel_group(std::move(quotes))
          .async_wait(experimental::wait_for_one(), asio::use_awaitable);
  course::say("first: {} euros; nobody is pending", prices[order[0]]);
}
//! [wait-group]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask_around(), asio::detached);
  loop.run();
}
