// The scraper: many pages at the same time, each with its own retries.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/retry.hpp>
#include <course/say.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "http_get.hpp"
#include "misbehaving_server.hpp"

course::Trace trace;

//! [backoff-http-error]
/// An answer, but not a page.
struct HttpError : std::runtime_error {
  explicit HttpError(http::status status)
      : std::runtime_error(
            fmt::format("{} {}", static_cast<int>(status),
                        std::string(http::obsolete_reason(status)))),
        status(status) {}
  http::status status;
};

asio::awaitable<std::string> page(tcp::endpoint server, std::string path) {
  const auto response = co_await get(server, path);
  if (response.result() != http::status::ok) {
    throw HttpError(response.result());
  }
  co_return response.body();
}
//! [backoff-http-error]

//! [backoff-may-pass]
bool may_pass(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const HttpError& answer) {
    return http::to_status_class(answer.status) ==
           http::status_class::server_error;
  } catch (...) {
    return course::is_system_error(error);
  }
}
//! [backoff-may-pass]

std::string in_words(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    return known.code().message();
  } catch (const std::exception& known) {
    return known.what();
  }
}

//! [backoff-fetch]
asio::awaitable<bool> fetch(tcp::endpoint server, std::string path,
                            course::RandomSource random) {
  course::RetryPolicy policy{.worth_retrying = may_pass};
  policy.before_wait = [=](const std::exception_ptr& error, auto wait) {
    course::say("{}: {}; again in {:.2f} s", path, in_words(error),
                std::chrono::duration<double>(wait).count());
  };
  std::exception_ptr failure;
  try {
    const std::string body = co_await course::retry(
        [=] { return course::traced(trace, path, page(server, path)); },
        policy, random);
    course::say("{}: {} bytes", path, body.size());
  } catch (...) {
    failure = std::current_exception();
    course::say("{}: given up: {}", path, in_words(failure));
  }
  co_return !failure;
}
//! [backoff-fetch]

//! [backoff-scrape]
asio::awaitable<void> scrape(tcp::endpoint server, tcp::endpoint nobody) {
  const auto random = course::random_source(1);
  std::vector<asio::awaitable<bool>> jobs;
  for (const char* path :
       {"/page", "/status/500", "/status/404", "/slow", "/flaky"}) {
    jobs.push_back(fetch(server, path, random));
  }
  jobs.push_back(fetch(nobody, "/nobody", random));
  int pages = 0;
  for (const bool fetched : co_await course::gather(std::move(jobs))) {
    pages += fetched ? 1 : 0;
  }
  course::say("{} of 6 pages", pages);
}
//! [backoff-scrape]

int main() {
  asio::io_context loop;
  asio::co_spawn(
      loop, scrape(misbehaving::start(loop), misbehaving::nobody(loop)),
      misbehaving::stop(loop));
  loop.run();
}
