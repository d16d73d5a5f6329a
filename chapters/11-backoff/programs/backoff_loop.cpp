// A loop that tries again, and doubles its waits.
#include <boost/asio.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <course/say.hpp>
#include <optional>
#include <random>
#include <string>

#include "http_get.hpp"
#include "misbehaving_server.hpp"

using namespace std::chrono_literals;

std::mt19937 engine(1);

//! [backoff-loop]
asio::awaitable<std::optional<std::string>> fetch(
    tcp::endpoint server, std::string path, int attempts = 3,
    std::chrono::duration<double> base = 1s) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int attempt = 1; attempt <= attempts; ++attempt) {
    try {
      const auto response = co_await get(server, path);
      if (response.result() == http::status::ok) {
        co_return response.body();
      }
      if (response.result_int() < 500) {
        course::say("{}: {}, which will not pass", path,
                    response.result_int());
        co_return std::nullopt;
      }
      course::say("{}: {}", path, response.result_int());
    } catch (const boost::system::system_error& error) {
      course::say("{}: {}", path, error.code().message());
    }
    if (attempt < attempts) {
      const auto wait = base * (1 << (attempt - 1));
      std::uniform_real_distribution<double> jitter(0, 0.1);
      timer.expires_after(
          std::chrono::duration_cast<std::chrono::nanoseconds>(
              wait * (1 + jitter(engine))));
      co_await timer.async_wait(asio::use_awaitable);
    }
  }
  co_return std::nullopt;
}
//! [backoff-loop]

asio::awaitable<void> fetch_all(tcp::endpoint server) {
  for (const char* path :
       {"/page", "/status/503", "/status/404", "/slow", "/flaky"}) {
    const auto body = co_await fetch(server, path);
    course::say("{}: {}", path, body.value_or("given up"));
  }
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, fetch_all(misbehaving::start(loop)),
                 misbehaving::stop(loop));
  loop.run();
}
