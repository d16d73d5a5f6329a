// The first answer of three; the others are still under way.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/wait.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

asio::awaitable<void> sleep_for(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<int> quote(std::string carrier, std::chrono::seconds delay,
                           int price) {
  try {
    co_await sleep_for(delay);
    course::say("{}: {} euros", carrier, price);
    co_return price;
  } catch (const boost::system::system_error&) {
    course::say("{}: cancelled", carrier);
    throw;
  }
}

/// A task with a row in the figure.
course::Task<int> ask(asio::any_io_executor executor, std::string carrier,
                      std::chrono::seconds delay, int price) {
  return course::create_task<int>(trace.executor(carrier, executor),
                                  quote(carrier, delay, price));
}

//! [wait-first]
asio::awaitable<void> ask_around() {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<int>> tasks{
      ask(executor, "bike", 1s, 12),
      ask(executor, "van", 2s, 30),
      ask(executor, "ship", 3s, 5),
  };
  auto [done, pending] =
      co_await course::wait(tasks, course::ReturnWhen::first_completed);
  course::say("{} done, {} pending", done.size(), pending.size());

  co_await sleep_for(1500ms);
  for (auto& task : pending) {
    task.cancel();
  }
  co_await course::wait(pending);
}
//! [wait-first]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask_around(), asio::detached);
  loop.run();
}
