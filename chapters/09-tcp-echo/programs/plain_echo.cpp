// An echo server: one coroutine per client, all of them on one thread.
#include <fmt/format.h>

#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

course::Trace trace;

//! [tcp-echo-plain]
asio::awaitable<void> echo(tcp::socket client) {
  std::array<char, 1024> bytes{};
  for (;;) {
    const std::size_t count = co_await client.async_read_some(
        asio::buffer(bytes), asio::use_awaitable);
    course::work_for(400ms);  // stands for working out the answer
    co_await asio::async_write(client, asio::buffer(bytes, count),
                               asio::use_awaitable);
  }
}

asio::awaitable<void> serve(tcp::acceptor acceptor) {
  const auto loop = co_await asio::this_coro::executor;
  for (int number = 1;; ++number) {
    tcp::socket client =
        co_await acceptor.async_accept(asio::use_awaitable);
    const auto name = fmt::format("session {}", number);
    asio::co_spawn(trace.executor(name, loop), echo(std::move(client)),
                   asio::detached);
  }
}
//! [tcp-echo-plain]

asio::awaitable<void> visit(std::string name, tcp::endpoint server,
                            std::chrono::milliseconds pause) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(server, asio::use_awaitable);
  asio::steady_timer timer(socket.get_executor());
  for (std::string word : {"one", "two", "three"}) {
    timer.expires_after(pause);
    co_await timer.async_wait(asio::use_awaitable);
    co_await asio::async_write(socket, asio::buffer(word),
                               asio::use_awaitable);
    co_await asio::async_read(socket, asio::buffer(word),
                              asio::use_awaitable);
    course::say("{} hears \"{}\"", name, word);
  }
}

asio::awaitable<void> two_visits(tcp::endpoint server) {
  co_await course::gather(visit("client 1", server, 1s),
                          visit("client 2", server, 1200ms));
}

int main() {
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(loop, serve(std::move(acceptor)), asio::detached);
  asio::co_spawn(loop, two_visits(address),
                 [&](const std::exception_ptr&) { loop.stop(); });
  loop.run();
}
