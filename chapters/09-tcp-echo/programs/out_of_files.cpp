// accept() fails when the process has no descriptor left; the server waits.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <vector>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

asio::awaitable<void> session(tcp::socket client, int number) {
  course::say("client {} is served", number);
  std::array<char, 1> byte{};
  co_await client.async_read_some(asio::buffer(byte), asio::use_awaitable);
}

//! [tcp-echo-accept]
asio::awaitable<void> serve(tcp::acceptor& acceptor) {
  asio::steady_timer pause(acceptor.get_executor());
  for (int number = 1; acceptor.is_open();) {
    auto [error, client] =
        co_await acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
    if (!error) {
      asio::co_spawn(acceptor.get_executor(),
                     session(std::move(client), number++), asio::detached);
    } else if (error != asio::error::operation_aborted) {
      course::say("accept: {}", error.message());
      pause.expires_after(1s);  // at once it would fail again
      co_await pause.async_wait(asio::use_awaitable);
    }
  }
}
//! [tcp-echo-accept]

/// Opens files until this process may open only `free` more.
void use_up_descriptors_but(int free) {
  const rlimit limit{64, 64};
  setrlimit(RLIMIT_NOFILE, &limit);
  std::vector<int> taken;
  for (int fd = 0; fd >= 0; fd = open("/dev/null", O_RDONLY | O_CLOEXEC)) {
    taken.push_back(fd);
  }
  for (; free > 0; --free, taken.pop_back()) {
    close(taken.back());
  }
}

asio::awaitable<void> three_clients(tcp::acceptor& acceptor) {
  const auto loop = co_await asio::this_coro::executor;
  std::vector<tcp::socket> clients;
  for (int i = 0; i < 3; ++i) {
    co_await clients.emplace_back(loop).async_connect(
        acceptor.local_endpoint(), asio::use_awaitable);
  }
  course::say("three clients are connected, two descriptors are left");
  use_up_descriptors_but(2);
  asio::co_spawn(loop, serve(acceptor), asio::detached);

  asio::steady_timer timer(loop, 1500ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("clients 1 and 2 leave");
  clients[0].close();
  clients[1].close();
  timer.expires_after(1s);
  co_await timer.async_wait(asio::use_awaitable);
  acceptor.close();
}

int main() {
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  asio::co_spawn(loop, three_clients(acceptor), asio::detached);
  loop.run();
}
