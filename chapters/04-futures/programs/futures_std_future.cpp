// A std::future, asked for its value on the thread that would set it.
// recorded: fails
#include <boost/asio.hpp>
#include <course/say.hpp>
#include <future>

namespace asio = boost::asio;

//! [futures-std-future]
asio::awaitable<void> report() {
  auto loop = co_await asio::this_coro::executor;
  std::promise<int> promise;
  std::future<int> future = promise.get_future();
  asio::post(loop, [&] { promise.set_value(21); });
  course::say("asks");
  course::say("has {}", future.get());
}
//! [futures-std-future]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, report(), asio::detached);
  loop.run();
}
