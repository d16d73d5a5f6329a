// Jobs that compute, gathered from the two threads of a pool.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

asio::awaitable<std::string> resize(std::string picture,
                                    std::chrono::milliseconds duration) {
  course::work_for(duration);
  co_return picture;
}

//! [gather-on-threads]
asio::awaitable<std::string> on_the_pool(
    asio::thread_pool& pool, const std::string& picture,
    std::chrono::milliseconds duration) {
  return asio::co_spawn(trace.executor(picture, pool.get_executor()),
                        resize(picture, duration), asio::use_awaitable);
}

asio::awaitable<void> together(asio::thread_pool& pool) {
  const auto start = trace.now();
  auto [portrait, icon] =
      co_await course::gather(on_the_pool(pool, "portrait", 400ms),
                              on_the_pool(pool, "icon", 300ms));
  const std::chrono::duration<double> seconds = trace.now() - start;
  fmt::print("on two threads  {:.1f} s  {}, {}\n", seconds.count(),
             portrait, icon);
}
//! [gather-on-threads]

int main() {
  asio::io_context loop;
  asio::thread_pool pool(2);
  asio::co_spawn(loop, together(pool), asio::detached);
  loop.run();
}
