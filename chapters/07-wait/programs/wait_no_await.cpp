// A wait that nobody awaits.
// recorded: compile-error
#include <course/wait.hpp>
#include <vector>

namespace asio = boost::asio;

asio::awaitable<int> quote();

//! [wait-no-await]
asio::awaitable<void> ask_around() {
  const auto executor = co_await asio::this_coro::executor;
  std::vector tasks{course::create_task(executor, quote())};
  auto [done, pending] = course::wait(tasks);
}
//! [wait-no-await]
