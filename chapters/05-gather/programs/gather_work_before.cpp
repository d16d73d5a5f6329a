#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/trace.hpp>
#include <course/traced_job.hpp>
#include <course/work_for.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

course::Trace trace;

void say(const std::string& text) {
  const std::chrono::duration<double> time = trace.now();
  fmt::print("{:.1f} s  {}\n", time.count(), text);
}

//! [gather-work-before]
asio::awaitable<std::string> job(std::string name,
                                 std::chrono::milliseconds work) {
  say(name + " starts to work");
  course::work_for(work);
  say(name + " has worked and now waits");
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  say(name + " has waited");
  co_return "result " + name;
}

asio::awaitable<void> run() {
  say("before gather");
  auto [a, b] = co_await course::gather(
      course::traced_job(trace, "A", job("A", 500ms)),
      course::traced_job(trace, "B", job("B", 300ms)));
  say("after gather");
  fmt::print("{}, {}\n", a, b);
}
//! [gather-work-before]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, run(), asio::detached);
  loop.run();
}
