#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "three_stage_pipeline.hpp"

namespace {

using namespace course::testing;

using Results = std::vector<int>;

/// When a stage begins its items, and how many it works on at a time.
struct Log {
  std::vector<std::chrono::nanoseconds> begun;
  int running = 0;
  int most = 0;
};

asio::awaitable<int> run_stage(std::string name,
                               std::chrono::milliseconds time, int add,
                               std::shared_ptr<Log> log, int item) {
  step("{} begins {}", name, item);
  log->begun.push_back(elapsed());
  log->most = std::max(log->most, ++log->running);
  co_await pause(time);
  --log->running;
  step("{} ends {}", name, item);
  co_return item + add;
}

/// A stage that needs `time` for an item and adds `add` to it.
Stage stage(std::string name, std::chrono::milliseconds time, int add,
            std::shared_ptr<Log> log = std::make_shared<Log>()) {
  return [=](int item) { return run_stage(name, time, add, log, item); };
}

}  // namespace

CO_TEST(ThreeStagePipeline, HandsOnWhatIsReady) {
  step("items 1, 2, 3; the stages need 10, 20 and 10 ms; one place");
  const auto second = std::make_shared<Log>();
  asio::co_spawn(loop(),
                 pipeline({1, 2, 3}, stage("first", 10ms, 10),
                          stage("second", 20ms, 100, second),
                          stage("third", 10ms, 1000), 1),
                 asio::detached);
  co_await pause(35ms);
  expect(!second->begun.empty() && second->begun.front() == 10ms,
         expected("the second stage begins item 1 when the first has ended "
                  "it, at 10 ms"),
         second->begun.empty()
             ? seen("it has not begun by {}", elapsed())
             : seen("it begins at {}", second->begun.front()),
         means("stage-by-stage",
               !second->begun.empty() && second->begun.front() == 30ms));
}

CO_TEST(ThreeStagePipeline, WorksOnAllStagesAtOnce) {
  step("items 1, 2, 3; the stages need 10, 20 and 10 ms; one place");
  const auto second = std::make_shared<Log>();
  const auto scope = awaiting(
      {.expected = "pipeline returns at 80 ms", .if_stuck = "no-end"});
  const Results results = co_await pipeline(
      {1, 2, 3}, stage("first", 10ms, 10),
      stage("second", 20ms, 100, second), stage("third", 10ms, 1000), 1);
  step("pipeline returns {}", results);
  expect_equal(results.size(), 3U, "the number of results",
               means("lost-items", results.size() < 3));
  const bool late = elapsed() >= 120ms && !second->begun.empty();
  expect(elapsed() == 80ms,
         expected("the second stage is busy from 10 to 70 ms, and the last "
                  "item is done at 80 ms"),
         seen("pipeline returns at {}", elapsed()),
         means("item-by-item", late && second->begun.front() == 10ms),
         means("worker-per-item", elapsed() == 40ms));
}

CO_TEST(ThreeStagePipeline, KeepsTheOrderOfItsItems) {
  step("items 3, -10, -11, 2; the stages add 10, 100 and 1000");
  const auto scope = awaiting(
      {.expected = "pipeline returns four results", .if_stuck = "no-end"});
  const Results results = co_await pipeline(
      {3, -10, -11, 2}, stage("first", 1ms, 10), stage("second", 1ms, 100),
      stage("third", 1ms, 1000), 5);
  step("pipeline returns {}", results);
  expect(results == Results{1113, 1100, 1099, 1112},
         expected("the results are 1113, 1100, 1099, 1112"),
         seen("they are {}", results),
         means("a-number-as-the-end",
               results == Results{1113} || results == Results{1113, 1100}));
}

CO_TEST(ThreeStagePipeline, WorksOnOneItemPerStage) {
  step("three items; the stages need 10 ms each; five places");
  const auto first = std::make_shared<Log>();
  const auto third = std::make_shared<Log>();
  const auto scope =
      awaiting({.expected = "pipeline returns", .if_stuck = "no-end"});
  co_await pipeline({1, 2, 3}, stage("first", 10ms, 10, first),
                    stage("second", 10ms, 100),
                    stage("third", 10ms, 1000, third), 5);
  const int most = std::max(first->most, third->most);
  expect(most == 1, expected("a stage works on one item at a time"),
         seen("one of them works on {} at a time", most),
         means("worker-per-item", most == 3));
}

CO_TEST(ThreeStagePipeline, LimitsWhatWaitsBetweenStages) {
  step(
      "four items; the second stage needs 50 ms, the others 10; one "
      "place");
  const auto first = std::make_shared<Log>();
  co_await pipeline({1, 2, 3, 4}, stage("first", 10ms, 10, first),
                    stage("second", 50ms, 100), stage("third", 10ms, 1000),
                    1);
  expect_equal(first->begun.size(), 4U, "the number of items");
  expect(first->begun[2] == 20ms,
         expected("one item waits for the second stage, so the first stage "
                  "begins its third one at 20 ms"),
         seen("it begins it at {}", first->begun[2]),
         means("no-place", first->begun[2] > 20ms));
  expect(first->begun[3] == 60ms,
         expected("there is no second place, so the first stage waits with "
                  "its third item until 60 ms, and begins the fourth then"),
         seen("it begins the fourth at {}", first->begun[3]),
         means("no-limit", first->begun[3] == 30ms),
         means("no-place", first->begun[3] > 60ms));
}

CO_TEST(ThreeStagePipeline, UsesAllPlaces) {
  step(
      "five items; the second stage needs 50 ms, the others 10; two "
      "places");
  const auto first = std::make_shared<Log>();
  co_await pipeline({1, 2, 3, 4, 5}, stage("first", 10ms, 10, first),
                    stage("second", 50ms, 100), stage("third", 10ms, 1000),
                    2);
  expect_equal(first->begun.size(), 5U, "the number of items");
  expect(
      first->begun[3] == 30ms && first->begun[4] == 60ms,
      expected("two items wait, so the first stage begins its fourth at "
               "30 ms and its fifth at 60 ms"),
      seen("it begins them at {} and {}", first->begun[3], first->begun[4]),
      means("places-unused", first->begun[3] == 60ms));
}

CO_TEST(ThreeStagePipeline, LimitsTheSecondQueue) {
  step("five items; the third stage needs 50 ms, the others 10; one place");
  const auto second = std::make_shared<Log>();
  co_await pipeline({1, 2, 3, 4, 5}, stage("first", 10ms, 10),
                    stage("second", 10ms, 100, second),
                    stage("third", 50ms, 1000), 1);
  expect_equal(second->begun.size(), 5U, "the number of items");
  expect(second->begun[3] == 70ms,
         expected("one item waits for the third stage, so the second stage "
                  "waits with its third item until 70 ms, and begins the "
                  "fourth then"),
         seen("it begins the fourth at {}", second->begun[3]),
         means("second-without-limit", second->begun[3] == 40ms));
}

CO_TEST(ThreeStagePipeline, ReturnsAtOnceWithoutItems) {
  step("no items");
  const auto scope =
      awaiting({.expected = "pipeline returns at once: nothing is to do",
                .if_stuck = "no-end"});
  const Results results = co_await pipeline({}, stage("first", 10ms, 10),
                                            stage("second", 10ms, 100),
                                            stage("third", 10ms, 1000), 1);
  expect_equal(results.size(), 0U, "the number of results");
  expect_equal(elapsed(), 0ms, "the time it took");
}

CO_TEST(ThreeStagePipeline, LeavesNothingBehind) {
  step("two items; then nothing of pipeline may be left");
  auto held = std::make_shared<int>(0);
  const std::weak_ptr<int> watched = held;
  const auto keep = [](std::shared_ptr<int> what, Stage stage) {
    return Stage([what, stage](int item) { return stage(item); });
  };
  co_await pipeline({1, 2}, keep(held, stage("first", 1ms, 10)),
                    keep(held, stage("second", 1ms, 100)),
                    keep(held, stage("third", 1ms, 1000)), 1);
  step("pipeline returns");
  held.reset();
  co_await pause(10ms);
  expect(watched.expired(),
         expected("the stages are gone: no worker holds them"),
         seen("10 ms later somebody still holds one"),
         means("workers-remain", !watched.expired()));
}
