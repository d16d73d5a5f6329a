// One sentinel for two consumers.
// recorded: fails
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/queue.hpp>
#include <optional>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [queues-one-sentinel]
using Items = course::Queue<std::optional<std::string>>;

asio::awaitable<void> consumer(Items& queue, int number) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (co_await queue.get()) {
    timer.expires_after(100ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
  fmt::print("consumer {} ends\n", number);
}

int main() {
  asio::io_context loop;
  Items queue(loop.get_executor());
  for (const int number : {1, 2}) {
    asio::co_spawn(loop, consumer(queue, number), asio::detached);
  }
  queue.try_put("one");
  queue.try_put("two");
  queue.try_put(std::nullopt);
  loop.run();
  fmt::print("both have ended\n");
}
//! [queues-one-sentinel]
