#include "http_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>

#include "log.hpp"
#include "pause.hpp"

namespace task_server {

using asio::ip::tcp;

using namespace std::chrono_literals;

asio::awaitable<void> close_connections(Service& service) {
  while (!service.sockets.empty()) {
    for (tcp::socket* socket : service.sockets) {
      boost::system::error_code ignored;
      socket->close(ignored);
    }
    service.watchers.notify_all();
    co_await pause(1ms);
  }
}

asio::awaitable<void> serve_http(Service& service, tcp::acceptor& acceptor,
                                 HttpLimits limits) {
  asio::steady_timer timer(acceptor.get_executor());
  for (;;) {
    auto [error, socket] =
        co_await acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
    if (error == asio::error::operation_aborted) {
      co_return;
    }
    if (error) {
      // No descriptors left, for example: others may end soon.
      log(Level::warning, "not_accepted", {{"error", error.message()}});
      timer.expires_after(100ms);
      co_await timer.async_wait(asio::use_awaitable);
      continue;
    }
    asio::co_spawn(acceptor.get_executor(),
                   serve_connection(service, std::move(socket), limits),
                   [](std::exception_ptr failure) {
                     if (failure) {
                       log(Level::error, "connection_failed");
                     }
                   });
  }
}

}  // namespace task_server
