// Jobs that compute and never wait.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

using Pictures = std::vector<std::string>;

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

//! [gather-cpu-work]
asio::awaitable<std::string> resize(std::string picture,
                                    std::chrono::milliseconds duration) {
  course::work_for(duration);  // a computation: nothing to wait for
  co_return picture;
}

asio::awaitable<Pictures> in_turn() {
  auto portrait = co_await queued("portrait", resize("portrait", 400ms));
  auto icon = co_await queued("icon", resize("icon", 300ms));
  co_return Pictures{portrait, icon};
}

asio::awaitable<Pictures> together() {
  auto [portrait, icon] =
      co_await course::gather(queued("portrait", resize("portrait", 400ms)),
                              queued("icon", resize("icon", 300ms)));
  co_return Pictures{portrait, icon};
}
//! [gather-cpu-work]

asio::awaitable<void> timed(std::string name,
                            asio::awaitable<Pictures> way) {
  const auto start = trace.now();
  const auto pictures = co_await std::move(way);
  const std::chrono::duration<double> seconds = trace.now() - start;
  fmt::print("{:<8}  {:.1f} s  {}\n", name, seconds.count(),
             fmt::join(pictures, ", "));
}

asio::awaitable<void> compare() {
  co_await timed("in turn", in_turn());
  co_await timed("together", together());
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
