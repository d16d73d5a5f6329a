#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <course/task.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "race_mirrors.hpp"

namespace {

using namespace course::testing;

/// B is the fastest, then C, then A.
std::vector<Mirror> three_mirrors() {
  return {
      deferred_job({.name = "A", .wait = 30ms, .result = 1}),
      deferred_job({.name = "B", .wait = 10ms, .result = 2}),
      deferred_job({.name = "C", .wait = 20ms, .result = 3}),
  };
}

/// Whether the story says `text`.
bool happened(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  return std::ranges::find(steps, text, &Step::text) != steps.end();
}

/// A mirror that needs 5 ms to hang up when it is cancelled.
asio::awaitable<int> slow_to_hang_up() {
  std::exception_ptr stopped;
  try {
    co_return co_await job({.name = "A", .wait = 30ms, .result = 1});
  } catch (...) {
    stopped = std::current_exception();
  }
  co_await asio::this_coro::reset_cancellation_state();
  co_await pause(5ms);
  step("A has hung up");
  std::rethrow_exception(stopped);
}

/// A mirror that answers all the same when it is cancelled.
asio::awaitable<int> answers_all_the_same() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 30ms);
  const auto [cancelled] =
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  step("A {}answers 1", cancelled ? "is cancelled and " : "");
  co_return 1;
}

/// What race_mirrors throws, and an empty text if it returns.
asio::awaitable<std::string> error_of(asio::awaitable<int> race) {
  try {
    const int size = co_await std::move(race);
    step("race_mirrors returns {}", size);
  } catch (const std::exception& error) {
    step("race_mirrors throws: {}", error.what());
    co_return error.what();
  }
  co_return "";
}

}  // namespace

CO_TEST(RaceMirrors, AsksAllMirrorsTogether) {
  step("race_mirrors asks A, B, C: 30, 10 and 20 ms");
  const int size = co_await race_mirrors(three_mirrors());
  step("race_mirrors returns {}", size);
  expect(size == 2 && elapsed() == 10ms,
         expected("B has the file first: race_mirrors returns 2 at 10 ms"),
         seen("it returned {} at {}", size, elapsed()),
         means("one-after-another", !happened("B starts")),
         means("waits-for-all", elapsed() == 30ms));
}

CO_TEST(RaceMirrors, PassesOverAFailure) {
  step("race_mirrors asks A, B, C; B fails at 10 ms");
  std::vector<Mirror> mirrors = three_mirrors();
  mirrors[1] =
      deferred_job({.name = "B", .wait = 10ms, .fails_with = "B is down"});
  int size = -1;
  std::string error;
  try {
    size = co_await race_mirrors(std::move(mirrors));
    step("race_mirrors returns {}", size);
  } catch (const std::exception& thrown) {
    error = thrown.what();
    step("race_mirrors throws: {}", error);
  }
  expect(error.empty(), expected("B is out of the race, and C and A go on"),
         seen("race_mirrors threw at {}: {}", elapsed(), error),
         means("first-end-wins", elapsed() == 10ms));
  expect(size == 3 && elapsed() == 20ms,
         expected("C is the first to succeed: race_mirrors returns 3 at "
                  "20 ms"),
         seen("it returned {} at {}", size, elapsed()),
         means("failure-hidden", elapsed() == 10ms));

  step("race_mirrors asks A, B, C; A fails when B answers, at 10 ms");
  mirrors = three_mirrors();
  mirrors[0] =
      deferred_job({.name = "A", .wait = 10ms, .fails_with = "A is down"});
  size = co_await race_mirrors(std::move(mirrors));
  step("race_mirrors returns {}", size);
  expect(size == 2 && elapsed() == 30ms,
         expected("B has the file: race_mirrors returns 2 after 10 ms"),
         seen("it returned {} after {}", size, elapsed() - 20ms),
         means("one-of-two-lost", size == 3 && elapsed() == 40ms));
}

CO_TEST(RaceMirrors, KeepsToTheFirstAnswer) {
  step("race_mirrors asks A, B, C: 30, 10 and 20 ms");
  std::vector<Mirror> mirrors = three_mirrors();
  mirrors[0] = answers_all_the_same;
  const int size = co_await race_mirrors(std::move(mirrors));
  step("race_mirrors returns {}", size);
  expect(size == 2,
         expected("B was the first to answer: race_mirrors returns 2"),
         seen("it returned {}", size), means("found-by-number", size == 1));
}

CO_TEST(RaceMirrors, StopsTheOthers) {
  step("race_mirrors asks A, B, C: 30, 10 and 20 ms");
  co_await race_mirrors(three_mirrors());
  step("race_mirrors returns");
  co_await pause(30ms);
  for (const char* name : {"A", "C"}) {
    const bool ended = happened(fmt::format("{} is cancelled", name));
    expect(ended, expected("B has won, and {} is cancelled at 10 ms", name),
           seen("it is not cancelled"),
           means("losers-run-on",
                 happened("A returns 1") && happened("C returns 3")));
  }
}

CO_TEST(RaceMirrors, WaitsUntilTheOthersHaveEnded) {
  step("race_mirrors asks A and B; A needs 5 ms to hang up");
  std::vector<Mirror> mirrors = three_mirrors();
  mirrors.pop_back();
  mirrors[0] = slow_to_hang_up;
  const int size = co_await race_mirrors(std::move(mirrors));
  step("race_mirrors returns {}", size);
  expect(happened("A has hung up"),
         expected("A is cancelled at 10 ms and has hung up at 15 ms; then "
                  "race_mirrors returns"),
         seen("it returned at {}, and A still runs", elapsed()),
         means("leaves-before-they-end", elapsed() == 10ms));
  expect_equal(size, 2, "the result");
  expect_equal(elapsed(), 15ms, "the time it took");
}

CO_TEST(RaceMirrors, ThrowsWhenAllHaveFailed) {
  step("race_mirrors asks A, B, C; all of them fail");
  std::vector<Mirror> mirrors = {
      deferred_job({.name = "A", .wait = 20ms, .fails_with = "A is down"}),
      deferred_job({.name = "B", .wait = 30ms, .fails_with = "B is down"}),
      deferred_job({.name = "C", .wait = 10ms, .fails_with = "C is down"}),
  };
  const auto scope = awaiting(
      {.expected = "race_mirrors throws when the last one, B, has failed",
       .if_stuck = "nobody-wins"});
  const std::string error =
      co_await error_of(race_mirrors(std::move(mirrors)));
  expect(error == "B is down",
         expected("race_mirrors throws the exception of the last one to "
                  "fail: B is down"),
         error.empty() ? seen("it returned")
                       : seen("it threw another one: {}", error),
         means("multiple-exceptions", error == "multiple exceptions"),
         means("another-failure", error == "C is down"));
  expect_equal(elapsed(), 30ms, "the time it took");
}

CO_TEST(RaceMirrors, RefusesARaceOfNobody) {
  step("race_mirrors gets no mirrors");
  const auto scope =
      awaiting({.expected = "race_mirrors throws std::invalid_argument",
                .if_stuck = "empty-never-ends"});
  // In a task: a group of nothing drops the coroutine that awaits it.
  const auto race =
      course::create_task(loop().get_executor(), race_mirrors({}));
  bool refused = false;
  try {
    const int size = co_await race.get();
    step("race_mirrors returns {}", size);
  } catch (const std::invalid_argument&) {
    refused = true;
  }
  expect(refused, expected("race_mirrors throws std::invalid_argument"),
         seen("it returned"));
}
