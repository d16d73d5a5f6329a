// Work before the wait keeps the next job from starting.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

/// A row in the figure for `job`, its time in the queue included.
template <typename T>
asio::awaitable<T> queued(std::string task, asio::awaitable<T> job) {
  const auto executor =
      trace.executor(std::move(task), co_await asio::this_coro::executor);
  co_await asio::post(executor, asio::use_awaitable);
  co_return co_await asio::co_spawn(executor, std::move(job),
                                    asio::use_awaitable);
}

//! [gather-work-before]
asio::awaitable<std::string> job(std::string name,
                                 std::chrono::milliseconds work) {
  course::say("{} starts to work", name);
  course::work_for(work);
  course::say("{} has worked and now waits", name);
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{} has waited", name);
  co_return "result " + name;
}

asio::awaitable<void> run() {
  course::say("before gather");
  auto [a, b] = co_await course::gather(queued("A", job("A", 500ms)),
                                        queued("B", job("B", 300ms)));
  course::say("after gather");
  fmt::print("{}, {}\n", a, b);
}
//! [gather-work-before]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, run(), asio::detached);
  loop.run();
}
