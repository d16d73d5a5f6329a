// The steps of a coroutine that waits for bytes, and of the loop below it.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Socket = asio::local::stream_protocol::socket;

//! [loop-steps]
asio::awaitable<std::string> read_answer(Socket& socket) {
  course::say("reader: asks for bytes");
  std::string bytes(16, '\0');
  const auto count = co_await socket.async_read_some(asio::buffer(bytes),
                                                     asio::use_awaitable);
  course::say("reader: goes on");
  co_return bytes.substr(0, count);
}

asio::awaitable<void> somebody_else(Socket& socket) {
  course::say("other: runs while the reader waits");
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("other: sends");
  co_await socket.async_write_some(asio::buffer("42", 2),
                                   asio::use_awaitable);
}

int main() {
  asio::io_context loop;
  Socket near(loop), far(loop);
  asio::local::connect_pair(near, far);
  auto answer = asio::co_spawn(loop, read_answer(near), asio::use_future);
  asio::co_spawn(loop, somebody_else(far), asio::detached);
  course::say("main: runs the loop");
  loop.run();
  course::say("main: the loop is empty, the answer is {}", answer.get());
}
//! [loop-steps]
