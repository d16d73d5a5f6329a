// wait with a limit stops waiting, and nothing else.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [wait-limit]
asio::awaitable<void> book(std::string carrier,
                           std::chrono::seconds delay) {
  co_await sleep_for(delay);
  course::say("{}: booked", carrier);
}

asio::awaitable<void> book_in_time() {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<void>> tasks{
      course::create_task(executor, book("van", 1s)),
      course::create_task(executor, book("ship", 3s)),
  };
  const auto [done, pending] =
      co_await course::wait(tasks, course::ReturnWhen::all_completed, 2s);
  course::say("{} done, {} pending: the ship is too slow", done.size(),
              pending.size());
  co_await sleep_for(1500ms);
}
//! [wait-limit]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, book_in_time(), asio::detached);
  loop.run();
}
