// In which order the loop runs what is ready.
#include <boost/asio.hpp>
#include <course/say.hpp>

namespace asio = boost::asio;

//! [loop-order]
asio::awaitable<void> serve() {
  auto executor = co_await asio::this_coro::executor;
  asio::post(executor, [executor] {
    course::say("first guest");
    asio::post(executor, [] { course::say("dessert, first guest"); });
  });
  asio::post(executor, [] { course::say("second guest"); });
  course::say("doors open");
}
//! [loop-order]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, serve(), asio::detached);
  loop.run();
}
