#include "preference.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "application.hpp"
#include "check.hpp"
#include "fake_worker.hpp"
#include "jobs.hpp"
#include "log.hpp"

/// A client that prefers to wait: `Prefer: wait=N`.
namespace {

using namespace course::testing;
using namespace capstone_test;
using asio::ip::tcp;
using course::testing::pause;

std::optional<std::chrono::seconds> wait_in(
    std::initializer_list<std::string_view> values) {
  Request request;
  for (const std::string_view value : values) {
    request.insert(http::field::prefer, value);
  }
  return preferred_wait(request);
}

TEST(PreferredWait, IsTheNumberBehindWait) {
  EXPECT_EQ(wait_in({"wait=10"}), 10s);
  EXPECT_EQ(wait_in({"respond-async,wait=10"}), 10s);
  EXPECT_EQ(wait_in({" Wait = 7 ; tea, wait=10"}), 7s);
  EXPECT_EQ(wait_in({"respond-async", "wait=0"}), 0s);
}

TEST(PreferredWait, IsNothingWithoutANumber) {
  EXPECT_EQ(wait_in({}), std::nullopt);
  EXPECT_EQ(wait_in({"respond-async"}), std::nullopt);
  for (const std::string_view value :
       {"", ",", "wait", "wait=", "wait=soon", "wait=-1", "wait=1.5",
        "wait=99999999999", "waits=3", "tea=1;wait=3"}) {
    EXPECT_EQ(wait_in({value}), std::nullopt) << value;
  }
}

/// Works for 300 ms.
asio::awaitable<void> work_300_ms(FakeWorker& worker, Work work) {
  co_await pause(300ms);
  worker.say(Outcome{work.id, true, "1"});
}

/// What the loop still refers to when a check has ended is never
/// destroyed.
template <typename T, typename... Arguments>
T& kept(Arguments&&... arguments) {
  static auto& all = *new std::vector<T*>;
  all.push_back(new T(std::forward<Arguments>(arguments)...));
  return *all.back();
}

/// The server on virtual time: real connections, workers that are
/// coroutines. Every duration is exact.
class Preference : public Check {
 protected:
  Preference() {
    set_log_level("error");
    server.startup();
  }

  asio::awaitable<Response> ask(std::string method, std::string target,
                                std::string prefer, std::string body = "") {
    tcp::socket client(loop());
    co_await client.async_connect(
        {asio::ip::address_v4::loopback(), server.port()},
        asio::use_awaitable);
    const std::string text =
        method + ' ' + target + " HTTP/1.1\r\nPrefer: " + prefer +
        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
        body;
    co_await asio::async_write(client, asio::buffer(text),
                               asio::use_awaitable);
    boost::beast::flat_buffer buffer;
    Response response;
    co_await http::async_read(client, buffer, response,
                              asio::use_awaitable);
    co_return response;
  }

  asio::awaitable<Response> post(std::string prefer) {
    return ask("POST", "/task", std::move(prefer), R"({"kind":"noop"})");
  }

  void expect_answer(const Response& response, unsigned status,
                     std::string_view state,
                     std::chrono::nanoseconds when) {
    expect_equal(response.result_int(), status, "the status");
    expect(response.body().find(state) != std::string::npos,
           expected("the task is {}", state), seen("{}", response.body()));
    expect(elapsed() == when, expected("the answer comes after {}", when),
           seen("it comes after {}", elapsed()));
  }

  FakeWorkers& fakes = kept<FakeWorkers>(work_300_ms);
  Application& server =
      kept<Application>(loop().get_executor(),
                        Options{.port = 0, .workers = 1}, fakes.start());
};

CO_TEST_F(Preference, PostIsAnsweredWhenTheTaskIsOver) {
  const Response response = co_await post("wait=10");
  expect_answer(response, 200, "\"completed\"", 300ms);
  expect(std::string_view(response[http::field::location])
             .starts_with("/task/"),
         expected("Location names the task"),
         seen("{}", std::string_view(response[http::field::location])));
  expect_equal(std::string(response[http::field::preference_applied]),
               "wait=10", "Preference-Applied");
}

CO_TEST_F(Preference, PostIsAnsweredAtOnceOtherwise) {
  expect_answer(co_await post("respond-async"), 202, "\"pending\"", 0ms);
  expect_answer(co_await post("wait=soon"), 202, "\"pending\"", 0ms);
}

CO_TEST_F(Preference, TheTimeMayBeTooShort) {
  for (int i = 0; i < 7; ++i) {
    co_await post("respond-async");
  }
  expect_answer(co_await post("wait=2"), 202, "\"pending\"", 2s);
}

CO_TEST_F(Preference, GetWaitsAsWell) {
  const Response accepted = co_await post("respond-async");
  const std::string task(accepted[http::field::location]);
  expect_answer(co_await ask("GET", task, "wait=0"), 200, "\"running\"",
                0ms);
  expect_answer(co_await ask("GET", task, "wait=1"), 200, "\"completed\"",
                300ms);
  expect_answer(co_await ask("GET", task, "wait=1"), 200, "\"completed\"",
                300ms);
}

CO_TEST_F(Preference, NothingIsWaitedForThatIsNotThere) {
  const Response missing = co_await ask("GET", "/task/1", "wait=10");
  expect_equal(missing.result_int(), 404U, "the status");
  const Response refused =
      co_await ask("POST", "/task", "wait=10", R"({"kind":"tea"})");
  expect_equal(refused.result_int(), 422U, "the status");
  expect(elapsed() == 0ms, expected("both are answered at once"),
         seen("after {}", elapsed()));
}

CO_TEST_F(Preference, NobodyWaitsLongerThanTheServerLives) {
  std::vector<course::Task<Response>> waiting;
  for (int i = 0; i < 40; ++i) {
    waiting.push_back(
        course::create_task(loop().get_executor(), post("wait=60")));
  }
  co_await pause(1s);
  co_await server.cleanup();
  co_await close_connections(server.service());
  expect(elapsed() < 12s,
         expected("the server ends when the time for its tasks is over"),
         seen("after {}", elapsed()));
  for (auto& task : waiting) {
    co_await task.wait();
    static_cast<void>(task.exception());  // those whose server has gone
  }
}

}  // namespace
