#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <string>
#include <string_view>

#include "check.hpp"
#include "is_worth_retrying.hpp"
#include "jobs.hpp"
#include "loopback_http.hpp"

namespace {

using namespace course::testing;
using asio::ip::tcp;

/// Each outcome is a real one: Beast asks a server that does as it is told.
class IsWorthRetrying : public Check {
 protected:
  /// What a request comes to that the server treats like this.
  asio::awaitable<Outcome> ask(http::verb method, HttpMove move) {
    ScriptedServer server(loop().get_executor());
    asio::co_spawn(loop(), treat_request(server, std::move(move)),
                   [](const std::exception_ptr&, const std::string&) {});
    co_return co_await request(method, server.endpoint());
  }

  asio::awaitable<Outcome> ask_nobody(http::verb method) {
    ScriptedServer server(loop().get_executor());
    server.refuse();
    co_return co_await request(method, server.endpoint());
  }

  asio::awaitable<Outcome> cancelled(http::verb method) {
    ScriptedServer server(loop().get_executor());
    asio::co_spawn(loop(), treat_request(server, hangs()),
                   [](const std::exception_ptr&, const std::string&) {});
    asio::cancellation_signal stop;
    Outcome outcome;
    asio::co_spawn(loop(), request(method, server.endpoint()),
                   asio::bind_cancellation_slot(
                       stop.slot(), [&](const std::exception_ptr&,
                                        Outcome end) { outcome = end; }));
    co_await pause(10ms);
    stop.emit(asio::cancellation_type::terminal);
    co_await pause(1ms);
    co_return outcome;
  }

  /// Asks the student's function and tells of it.
  bool judge(http::verb method, const Outcome& outcome) {
    const bool worth = is_worth_retrying(method, outcome);
    step("{} with {}: {}", std::string(http::to_string(method)),
         told(outcome), worth ? "worth it" : "not worth it");
    return worth;
  }

  asio::awaitable<bool> is_worth(int status) {
    co_return judge(http::verb::get,
                    co_await ask(http::verb::get, answers(status)));
  }

  static std::string told(const Outcome& outcome) {
    return outcome.status
               ? std::to_string(static_cast<int>(*outcome.status))
               : outcome.error.message();
  }

 private:
  static asio::awaitable<Outcome> request(http::verb method,
                                          tcp::endpoint server) {
    try {
      beast::tcp_stream stream(co_await asio::this_coro::executor);
      stream.expires_after(5s);
      co_await stream.async_connect(server, asio::use_awaitable);
      http::request<http::empty_body> request(method, "/price", 11);
      request.set(http::field::host, "localhost");
      co_await http::async_write(stream, request, asio::use_awaitable);
      beast::flat_buffer buffer;
      http::response_parser<http::string_body> parser;
      parser.skip(method == http::verb::head);
      co_await http::async_read(stream, buffer, parser,
                                asio::use_awaitable);
      co_return Outcome{.status = parser.get().result(), .error = {}};
    } catch (const boost::system::system_error& error) {
      co_return Outcome{.status = {}, .error = error.code()};
    }
  }
};

void expect_verdict(bool worth, bool wanted, std::string_view what,
                    std::string_view diagnosis = {}) {
  expect(
      worth == wanted,
      expected("{} is {}worth another attempt", what, wanted ? "" : "not "),
      seen("is_worth_retrying says {}", worth),
      means(diagnosis, !diagnosis.empty()));
}

}  // namespace

CO_TEST_F(IsWorthRetrying, RetriesServerErrors) {
  for (const int status : {500, 502, 503, 504}) {
    expect_verdict(co_await is_worth(status), true, std::to_string(status));
  }
}

CO_TEST_F(IsWorthRetrying, LeavesClientErrors) {
  for (const int status : {404, 400, 401, 403, 409, 422}) {
    expect_verdict(co_await is_worth(status), false, std::to_string(status),
                   "retries-client-errors");
  }
}

CO_TEST_F(IsWorthRetrying, KnowsTheTwoThatPass) {
  for (const int status : {408, 429}) {
    expect_verdict(co_await is_worth(status), true, std::to_string(status),
                   "all-4xx-are-final");
  }
}

CO_TEST_F(IsWorthRetrying, KnowsTheTwoThatStay) {
  for (const int status : {501, 505}) {
    expect_verdict(co_await is_worth(status), false, std::to_string(status),
                   "all-5xx-may-pass");
  }
}

CO_TEST_F(IsWorthRetrying, LeavesSuccesses) {
  expect_verdict(co_await is_worth(200), false, "200");
  for (const int status : {201, 206, 301}) {
    expect_verdict(co_await is_worth(status), false, std::to_string(status),
                   "only-200-is-good");
  }
}

CO_TEST_F(IsWorthRetrying, RetriesLostConnections) {
  constexpr auto get = http::verb::get;
  expect_verdict(judge(get, co_await ask_nobody(get)), true,
                 "a refused connection");
  expect_verdict(judge(get, co_await ask(get, drops())), true,
                 "a connection that is reset");
  expect_verdict(judge(get, co_await ask(get, closes())), true,
                 "a connection that ends without an answer",
                 "system-errors-only");
  expect_verdict(judge(get, co_await ask(get, breaks_off())), true,
                 "a connection that ends in the middle of the answer",
                 "system-errors-only");
  for (const boost::system::error_code error :
       {make_error_code(asio::error::broken_pipe),
        make_error_code(asio::error::eof),
        make_error_code(asio::error::host_unreachable)}) {
    expect_verdict(judge(get, {.status = {}, .error = error}), true,
                   error.message(), "list-too-short");
  }
}

CO_TEST_F(IsWorthRetrying, RetriesTimeOuts) {
  constexpr auto get = http::verb::get;
  expect_verdict(judge(get, co_await ask(get, hangs())), true, "a time-out",
                 "time-out-is-final");
  const Outcome by_the_system{.status = {},
                              .error = asio::error::timed_out};
  expect_verdict(judge(get, by_the_system), true,
                 "a time-out of the operating system", "time-out-is-final");
}

CO_TEST_F(IsWorthRetrying, LeavesCancellations) {
  constexpr auto get = http::verb::get;
  expect_verdict(judge(get, co_await cancelled(get)), false,
                 "a cancellation", "retries-cancellations");
}

CO_TEST_F(IsWorthRetrying, LeavesNonsense) {
  constexpr auto get = http::verb::get;
  expect_verdict(judge(get, co_await ask(get, talks_nonsense())), false,
                 "an answer that is no HTTP", "retries-nonsense");
  for (const boost::system::error_code error :
       {make_error_code(http::error::header_limit),
        make_error_code(http::error::bad_line_ending)}) {
    expect_verdict(judge(get, {.status = {}, .error = error}), false,
                   "an answer with: " + error.message(),
                   "retries-nonsense");
  }
}

CO_TEST_F(IsWorthRetrying, RepeatsNoPost) {
  constexpr auto post = http::verb::post;
  expect_verdict(judge(post, co_await ask(post, closes())), false,
                 "a POST whose connection ended", "repeats-a-post");
  expect_verdict(judge(post, co_await ask(post, hangs())), false,
                 "a POST without an answer in time", "repeats-a-post");
  expect_verdict(judge(post, co_await ask(post, answers(503))), false,
                 "a POST that was answered", "repeats-a-post");
  constexpr auto patch = http::verb::patch;
  expect_verdict(judge(patch, co_await ask(patch, closes())), false,
                 "a PATCH whose connection ended", "repeats-a-post");
  expect_verdict(judge(http::verb::mkcol,
                       {.status = http::status::bad_gateway, .error = {}}),
                 false, "a MKCOL that was answered",
                 "repeats-what-it-does-not-know");
}

CO_TEST_F(IsWorthRetrying, SendsAPostThatNobodyHeard) {
  constexpr auto post = http::verb::post;
  expect_verdict(judge(post, co_await ask_nobody(post)), true,
                 "a POST that nobody listened to", "post-never");
}

CO_TEST_F(IsWorthRetrying, RepeatsOtherMethods) {
  for (const auto method : {http::verb::head, http::verb::put,
                            http::verb::delete_, http::verb::options}) {
    expect_verdict(judge(method, co_await ask(method, answers(503))), true,
                   std::string(http::to_string(method)) + " with 503",
                   "only-get");
  }
}
