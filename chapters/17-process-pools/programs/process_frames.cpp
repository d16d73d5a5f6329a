// Two messages on a socketpair, as they arrive and as frames.
#include <fmt/core.h>

#include <boost/asio.hpp>
#include <course/frame.hpp>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using Socket = asio::local::stream_protocol::socket;

//! [process-frames]
asio::awaitable<void> without(Socket& here, Socket& there) {
  co_await asio::async_write(there,
                             asio::buffer(std::string_view("resize tree")),
                             asio::use_awaitable);
  co_await asio::async_write(there,
                             asio::buffer(std::string_view("resize house")),
                             asio::use_awaitable);
  std::string place(100, ' ');
  const auto size = co_await here.async_read_some(asio::buffer(place),
                                                  asio::use_awaitable);
  fmt::print("one piece: {}\n", place.substr(0, size));
}

asio::awaitable<void> with(Socket& here, Socket& there) {
  std::string bytes;
  course::append_frame(bytes, "resize tree");
  course::append_frame(bytes, "resize house");
  course::append_frame(bytes, "resize river");
  bytes.resize(bytes.size() - 5);  // the writer dies before the rest is out
  co_await asio::async_write(there, asio::buffer(bytes),
                             asio::use_awaitable);
  there.close();

  course::FrameDecoder decoder;
  try {
    while (const auto frame = co_await course::read_frame(here, decoder)) {
      fmt::print("a frame: {}\n", *frame);
    }
    fmt::print("the end\n");
  } catch (const course::FrameTruncated& error) {
    fmt::print("{}\n", error.what());
  }
}
//! [process-frames]

asio::awaitable<void> both(asio::io_context& loop) {
  Socket here(loop), there(loop);
  asio::local::connect_pair(here, there);
  co_await without(here, there);
  co_await with(here, there);
}

int main() {
  asio::io_context loop(1);
  asio::co_spawn(loop, both(loop), asio::detached);
  loop.run();
}
