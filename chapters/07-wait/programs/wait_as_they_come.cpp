// Each answer is used as soon as it is there.
#include <algorithm>
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<int> quote(std::chrono::seconds delay, int price) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
  co_return price;
}

//! [wait-as-they-come]
asio::awaitable<void> ask_around() {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<int>> waiting{
      course::create_task(executor, quote(2s, 30)),
      course::create_task(executor, quote(1s, 12)),
      course::create_task(executor, quote(3s, 5)),
  };
  std::optional<int> best;
  while (!waiting.empty()) {
    auto [done, pending] =
        co_await course::wait(waiting, course::ReturnWhen::first_completed);
    for (auto& task : done) {
      const int price = co_await task.get();
      best = best ? std::min(*best, price) : price;
      course::say("{} euros; the best so far is {}", price, *best);
    }
    waiting = std::move(pending);
  }
}
//! [wait-as-they-come]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask_around(), asio::detached);
  loop.run();
}
