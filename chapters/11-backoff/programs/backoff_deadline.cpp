// Four seconds for all attempts together.
#include <boost/asio.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <course/retry.hpp>
#include <course/say.hpp>
#include <course/wait.hpp>
#include <stdexcept>
#include <string>

#include "http_get.hpp"
#include "misbehaving_server.hpp"

using namespace std::chrono_literals;

asio::awaitable<std::string> page(tcp::endpoint server) {
  const auto response = co_await get(server, "/status/503");
  if (response.result() != http::status::ok) {
    throw std::runtime_error(std::string(response.reason()));
  }
  co_return response.body();
}

//! [backoff-deadline]
asio::awaitable<void> fetch_in_time(tcp::endpoint server) {
  course::RetryPolicy policy{.attempts = 10, .jitter = 0.0};
  policy.worth_retrying = [](const std::exception_ptr&) { return true; };
  policy.before_wait = [](const std::exception_ptr&, auto wait) {
    course::say("no success; the next attempt in {} s", wait / 1s);
  };
  try {
    const std::string body = co_await course::wait_for(
        course::retry([=] { return page(server); }, policy,
                      course::random_source()),
        4s);
    course::say("{}", body);
  } catch (const boost::system::system_error& error) {
    course::say("ended without a page: {}", error.code().message());
  }
}
//! [backoff-deadline]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, fetch_in_time(misbehaving::start(loop)),
                 misbehaving::stop(loop));
  loop.run();
}
