// When run() returns, and what it takes to run again.
#include <fmt/core.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

int main() {
  //! [loop-ends]
  asio::io_context loop;
  course::say("run: {} handlers", loop.run());  // nothing to do

  asio::post(loop, [] {});
  course::say("run: {} handlers", loop.run());  // it still has ended
  loop.restart();
  course::say("run: {} handlers", loop.run());

  loop.restart();
  auto guard = asio::make_work_guard(loop);  // "there is more to come"
  asio::steady_timer closing(loop, 8s), cleaning(loop, 9s);
  closing.async_wait([&](auto) { guard.reset(); });
  cleaning.async_wait([](auto) {});
  course::say("run: {} handlers", loop.run());

  loop.restart();
  closing.expires_after(1s);
  closing.async_wait([&](auto) { loop.stop(); });
  cleaning.expires_after(2s);
  cleaning.async_wait([](auto) { course::say("cleaned"); });
  course::say("run: {} handlers", loop.run());
  //! [loop-ends]
}
