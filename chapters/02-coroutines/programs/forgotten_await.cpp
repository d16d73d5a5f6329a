// An order that nobody carries out: no coffee, and no complaint either.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <course/say.hpp>

namespace asio = boost::asio;

asio::awaitable<int> brew(int cups) {
  course::say("brewing {} cups", cups);
  co_return cups;
}

//! [coroutines-stored]
asio::awaitable<void> breakfast() {
  auto order = brew(2);
  course::say("breakfast is served");
  co_return;
}
//! [coroutines-stored]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, breakfast(), asio::detached);
  loop.run();
}
