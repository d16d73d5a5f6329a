// The three ways to hand a function to the loop.
#include <boost/asio.hpp>
#include <course/say.hpp>

namespace asio = boost::asio;

//! [loop-dispatch]
void hand_over(asio::io_context& loop) {
  asio::post(loop, [] { course::say("  posted"); });
  asio::defer(loop, [] { course::say("  deferred"); });
  asio::dispatch(loop, [] { course::say("  dispatched"); });
}

int main() {
  asio::io_context loop;
  course::say("before run");
  hand_over(loop);
  course::say("run");
  loop.run();
  loop.restart();
  asio::post(loop, [&] {
    course::say("from a handler");
    hand_over(loop);
    course::say("the handler returns");
  });
  loop.run();
}
//! [loop-dispatch]
