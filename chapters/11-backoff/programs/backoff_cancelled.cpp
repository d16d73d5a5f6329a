// A cancelled download, with a loop that retries whatever it catches.
#include <boost/asio.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <course/retry.hpp>
#include <course/say.hpp>
#include <string>

#include "http_get.hpp"
#include "misbehaving_server.hpp"

using namespace std::chrono_literals;

//! [backoff-retries-all]
asio::awaitable<std::string> retries_all(tcp::endpoint server) {
  for (int attempt = 1; attempt <= 3; ++attempt) {
    try {
      co_return (co_await get(server, "/slow")).body();
    } catch (const std::exception&) {
      course::say("attempt {} failed", attempt);
    }
    try {
      asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
      co_await timer.async_wait(asio::use_awaitable);
    } catch (const std::exception&) {
      course::say("the wait failed");
    }
  }
  co_return "given up";
}
//! [backoff-retries-all]

//! [backoff-cancel-it]
asio::awaitable<void> cancelled_at_half_a_second(
    asio::awaitable<std::string> download) {
  const auto executor = co_await asio::this_coro::executor;
  asio::cancellation_signal stop;
  asio::co_spawn(executor, std::move(download),
                 asio::bind_cancellation_slot(
                     stop.slot(),
                     [](const std::exception_ptr& error, std::string page) {
                       course::say("ended: {}", error ? "cancelled" : page);
                     }));
  asio::steady_timer timer(executor, 500ms);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("stop, please");
  stop.emit(asio::cancellation_type::terminal);
  timer.expires_after(9500ms);
  co_await timer.async_wait(asio::use_awaitable);
}
//! [backoff-cancel-it]

asio::awaitable<void> compare(tcp::endpoint server) {
  course::say("a loop that retries whatever it catches");
  co_await cancelled_at_half_a_second(retries_all(server));
  course::say("course::retry");
  co_await cancelled_at_half_a_second(course::retry(
      [=]() -> asio::awaitable<std::string> {
        co_return (co_await get(server, "/slow")).body();
      },
      {}, course::random_source(1)));
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(misbehaving::start(loop)),
                 misbehaving::stop(loop));
  loop.run();
}
