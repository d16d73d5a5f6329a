#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "full_jitter.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Times = std::vector<std::chrono::nanoseconds>;

/// A download that fails so many times and then returns a page. It keeps
/// the times of its attempts.
class Server {
 public:
  explicit Server(int failures) : failures_(failures) {}

  Download download() {
    return [this] { return attempt(); };
  }
  const Times& attempts() const { return attempts_; }
  int count() const { return static_cast<int>(attempts_.size()); }

  /// The waits between the attempts so far.
  Times waits() const {
    Times waits;
    for (std::size_t i = 1; i < attempts_.size(); ++i) {
      waits.push_back(attempts_[i] - attempts_[i - 1]);
    }
    return waits;
  }

 private:
  asio::awaitable<std::string> attempt() {
    attempts_.push_back(elapsed());
    const int number = count();
    if (number > 100) {  // would go on for ever
      step("attempt {} is one of far too many", number);
      co_await asio::steady_timer(co_await asio::this_coro::executor,
                                  asio::steady_timer::time_point::max())
          .async_wait(asio::use_awaitable);
    }
    if (number <= failures_) {
      if (number <= 10) {
        step("attempt {} fails", number);
      }
      throw std::runtime_error("failure " + std::to_string(number));
    }
    step("attempt {} succeeds", number);
    co_return "page";
  }

  int failures_;
  Times attempts_;
};

std::string told(const Times& waits) {
  std::vector<std::string> texts;
  for (const auto wait : waits) {
    texts.push_back(in_words(wait));
  }
  return listed(texts);
}

/// A source that returns these numbers in turn, then again from the first.
struct Numbers {
  std::vector<double> numbers;
  std::shared_ptr<std::size_t> asked = std::make_shared<std::size_t>(0);

  double operator()() const { return numbers[(*asked)++ % numbers.size()]; }
};

asio::awaitable<std::string> outcome(asio::awaitable<std::string> work) {
  try {
    co_return co_await std::move(work);
  } catch (const boost::system::system_error& error) {
    co_return error.code().message();
  } catch (const std::exception& error) {
    co_return error.what();
  }
}

}  // namespace

CO_TEST(FullJitter, ReturnsTheFirstResult) {
  Server server(0);
  const Numbers random{{0.5}};
  step("full_jitter gets a download that succeeds");
  const std::string page =
      co_await full_jitter(server.download(), {}, random);
  expect_equal(page, "page", "the result");
  expect_equal(server.count(), 1, "the number of attempts");
  expect_equal(elapsed(), 0ms, "the time it took");
}

CO_TEST(FullJitter, WaitsAPartOfTheLimit) {
  Server server(1);
  const Numbers random{{0.25}};
  step(
      "full_jitter gets a download that fails once; base is 100 ms and "
      "random() returns 0.25");
  const std::string page =
      co_await outcome(full_jitter(server.download(), {}, random));
  expect(
      server.count() == 2 && page == "page",
      expected("the second attempt succeeds"),
      seen("attempt {} is the last, and then: {}", server.count(), page));
  const auto wait = server.waits().front();
  expect(wait == 25ms, expected("the wait is a quarter of 100 ms, 25 ms"),
         seen("it is {}", wait),
         means("own-randomness", *random.asked == 0 && wait != 0ms &&
                                     wait != 100ms && wait != 200ms),
         means("truncated", wait == 0ms && *random.asked > 0),
         means("no-wait", wait == 0ms), means("no-jitter", wait == 100ms),
         means("jitter-added", wait == 125ms),
         means("ten-percent", wait == 102'500us || wait == 97'500us),
         means("doubled-early", wait == 50ms));

  Server quick(1);
  step("again, with a base of 1 ms");
  co_await outcome(
      full_jitter(quick.download(), {.base = 1ms}, Numbers{{0.25}}));
  const auto short_wait = quick.waits().front();
  expect(short_wait == 250us, expected("the wait is 250 us"),
         seen("it is {}", short_wait),
         means("whole-milliseconds", short_wait == 0ms));
}

CO_TEST(FullJitter, DoublesTheLimit) {
  Server server(4);
  step(
      "full_jitter gets a download that fails 4 times; base is 100 ms and "
      "random() returns 0.5");
  co_await outcome(
      full_jitter(server.download(), {.attempts = 9}, Numbers{{0.5}}));
  const Times waits = server.waits();
  expect(waits == Times{50ms, 100ms, 200ms, 400ms},
         expected("the waits are 50, 100, 200 and 400 ms"),
         seen("they are {}", told(waits)),
         means("constant-limit", waits == Times{50ms, 50ms, 50ms, 50ms}),
         means("grows-by-addition",
               waits == Times{50ms, 100ms, 150ms, 200ms}));
}

CO_TEST(FullJitter, StopsAtTheLongest) {
  Server server(5);
  step(
      "full_jitter gets a download that fails 5 times; base is 100 ms, "
      "longest 300 ms, and random() returns 0.5");
  co_await outcome(full_jitter(server.download(),
                               {.attempts = 9, .longest = 300ms},
                               Numbers{{0.5}}));
  const Times waits = server.waits();
  expect(waits == Times{50ms, 100ms, 150ms, 150ms, 150ms},
         expected("the waits are 50, 100, 150, 150 and 150 ms"),
         seen("they are {}", told(waits)),
         means("never-capped",
               waits == Times{50ms, 100ms, 200ms, 400ms, 800ms}),
         means("capped-after-jitter",
               waits == Times{50ms, 100ms, 200ms, 300ms, 300ms}));

  Server second(2);
  step("again, with a base of 500 ms");
  co_await outcome(full_jitter(second.download(),
                               {.base = 500ms, .longest = 300ms},
                               Numbers{{0.5}}));
  const Times short_waits = second.waits();
  expect(short_waits == Times{150ms, 150ms},
         expected("the waits are 150 and 150 ms"),
         seen("they are {}", told(short_waits)),
         means("first-limit-uncut", short_waits == Times{250ms, 150ms}));
}

CO_TEST(FullJitter, StaysAtTheLongest) {
  Server server(79);
  step(
      "full_jitter gets a download that fails 79 times; base is 100 ms, "
      "longest 1 s, and random() returns 0.5");
  co_await outcome(full_jitter(
      server.download(), {.attempts = 90, .longest = 1s}, Numbers{{0.5}}));
  const Times waits = server.waits();
  for (std::size_t i = 4; i < waits.size(); ++i) {
    expect(waits[i] == 500ms,
           expected("wait {}, like all since the fifth, is 500 ms", i + 1),
           seen("it is {}", waits[i]), means("overflow", i > 15));
  }
  expect_equal(waits.size(), 79U, "the number of waits");
}

CO_TEST(FullJitter, AsksOnceForEachWait) {
  Server server(3);
  const Numbers random{{0.5, 0.25, 0.75}};
  step(
      "full_jitter gets a download that fails 3 times; random() returns "
      "0.5, 0.25 and 0.75");
  co_await outcome(full_jitter(server.download(), {}, random));
  const Times waits = server.waits();
  expect(waits == Times{50ms, 50ms, 300ms},
         expected("the waits are 50 ms, 50 ms and 300 ms"),
         seen("they are {}", told(waits)),
         means("one-number-for-all", waits == Times{50ms, 100ms, 200ms}));
  expect_equal(*random.asked, 3U, "how often random() was asked");
}

CO_TEST(FullJitter, ThrowsTheLastError) {
  Server server(9);
  step(
      "full_jitter gets a download that always fails; attempts is 3 and "
      "random() returns 0.5");
  const std::string error = co_await outcome(
      full_jitter(server.download(), {.attempts = 3}, Numbers{{0.5}}));
  step("it ends with: {}", error);
  expect(server.count() == 3, expected("there are 3 attempts"),
         seen("there are {}", server.count()),
         means("one-too-many", server.count() == 4),
         means("one-too-few", server.count() == 2));
  expect(error == "failure 3",
         expected("the exception of attempt 3 is thrown: failure 3"),
         seen("it ends with: {}", error),
         means("error-replaced", !error.starts_with("failure")));
  const auto idle = elapsed() - server.attempts().back();
  expect(idle == 0ms, expected("it ends with the third failure"),
         seen("it ends {} later", idle),
         means("waits-after-the-last", idle > 0ms));
}

CO_TEST(FullJitter, NeverRetriesACancellation) {
  Server server(9);
  int downloads = 0;
  step("full_jitter gets a download that is cancelled");
  const std::string error = co_await outcome(full_jitter(
      [&]() -> asio::awaitable<std::string> {
        ++downloads;
        step("attempt {} ends with operation_aborted", downloads);
        throw boost::system::system_error(asio::error::operation_aborted);
        co_return "";
      },
      {}, Numbers{{0.5}}));
  expect(downloads == 1, expected("nobody tries again"),
         seen("there are {} attempts", downloads),
         means("retries-a-cancellation", downloads == 5));
  expect(error == "Operation canceled",
         expected("the cancellation is thrown"),
         seen("it ends with: {}", error));

  step("now full_jitter is cancelled itself, during its first wait");
  asio::cancellation_signal stop;
  std::string end = "not at all";
  asio::co_spawn(
      loop(),
      outcome(full_jitter(server.download(), {.base = 1s}, Numbers{{0.5}})),
      asio::bind_cancellation_slot(
          stop.slot(),
          [&](const std::exception_ptr& error, std::string text) {
            end = error ? "an exception" : text;
          }));
  co_await pause(10ms);
  stop.emit(asio::cancellation_type::terminal);
  co_await pause(1ms);
  expect(end != "not at all", expected("it ends at once"),
         seen("it still waits"));
  co_await pause(10s);
  expect_equal(server.count(), 1, "the number of attempts");
}
