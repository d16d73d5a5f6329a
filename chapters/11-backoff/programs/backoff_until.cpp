// Attempts that end in time, and a wait that is not worth it.
#include <boost/asio.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <course/retry_until.hpp>
#include <course/say.hpp>
#include <stdexcept>
#include <string>

#include "http_get.hpp"
#include "misbehaving_server.hpp"

using namespace std::chrono_literals;

asio::awaitable<std::string> page(tcp::endpoint server, std::string path) {
  const auto response = co_await get(server, path);
  if (response.result() != http::status::ok) {
    throw std::runtime_error(std::string(response.reason()));
  }
  co_return response.body();
}

//! [backoff-until]
asio::awaitable<void> fetch_in_time(tcp::endpoint server,
                                    std::string path) {
  course::RetryPolicy policy{.attempts = 10, .jitter = 0.0};
  policy.worth_retrying = [](const std::exception_ptr&) { return true; };
  policy.before_wait = [](const std::exception_ptr&, auto wait) {
    course::say("no success; the next attempt in {} s", wait / 1s);
  };
  try {
    const auto deadline = std::chrono::steady_clock::now() + 4s;
    const std::string body = co_await course::retry_until(
        deadline, [=] { return page(server, path); }, policy,
        course::random_source());
    course::say("{}: {}", path, body);
  } catch (const boost::system::system_error& error) {
    course::say("{}: {}", path, error.code().message());
  } catch (const std::exception& error) {
    course::say("{}: {}", path, error.what());
  }
}
//! [backoff-until]

asio::awaitable<void> fetch_both(tcp::endpoint server) {
  co_await fetch_in_time(server, "/status/503");
  co_await fetch_in_time(server, "/slow");
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, fetch_both(misbehaving::start(loop)),
                 misbehaving::stop(loop));
  loop.run();
}
