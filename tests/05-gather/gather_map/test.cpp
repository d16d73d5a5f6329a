#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "gather_map.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Shops = std::vector<std::string>;
using Prices = std::vector<int>;

const Shops three_shops{"harbour", "hill", "north"};
const Shops two_shops{"harbour", "hill"};

/// What a shop answers, and when: harbour last, hill first.
JobPlan answer_of(const std::string& shop) {
  if (shop == "harbour") {
    return {.name = shop, .wait = 30ms, .result = 310};
  }
  if (shop == "hill") {
    return {.name = shop, .wait = 10ms, .result = 250};
  }
  return {.name = shop, .wait = 20ms, .result = 275};
}

asio::awaitable<int> ask_shop(std::string shop) {
  return job(answer_of(shop));
}

/// Hill cannot be asked: its call fails at 10 ms.
asio::awaitable<int> ask_while_hill_is_closed(std::string shop) {
  JobPlan plan = answer_of(shop);
  plan.fails_with = shop == "hill" ? "hill is closed" : "";
  return job(std::move(plan));
}

/// Whether the story says `text`.
bool happened(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  return std::ranges::find(steps, text, &Step::text) != steps.end();
}

/// What gather_map throws, and an empty text if it returns.
asio::awaitable<std::string> error_of(asio::awaitable<Prices> asking) {
  try {
    const Prices prices = co_await std::move(asking);
    step("gather_map returns {}", prices);
  } catch (const std::exception& error) {
    step("gather_map throws: {}", error.what());
    co_return error.what();
  }
  co_return "";
}

}  // namespace

CO_TEST(GatherMap, AsksAllShopsTogether) {
  step("gather_map asks harbour, hill, north: 30, 10 and 20 ms");
  co_await gather_map(ask_shop, three_shops);
  step("gather_map returns");
  expect(elapsed() == 30ms,
         expected("all shops are asked at the same time and the slowest, "
                  "harbour, answers at 30 ms"),
         seen("gather_map returned at {}", elapsed()),
         means("one-after-another", elapsed() == 60ms));
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(GatherMap, KeepsTheOrderOfItsInput) {
  step("gather_map asks harbour, hill, north; hill answers first");
  const Prices prices = co_await gather_map(ask_shop, three_shops);
  step("gather_map returns {}", prices);
  expect(prices == Prices{310, 250, 275},
         expected("the prices stand in the order of the shops: 310, 250, "
                  "275"),
         seen("they are {}", prices),
         means("order-of-completion", prices == Prices{250, 275, 310}));
}

CO_TEST(GatherMap, AsksOnceForEachEntry) {
  step("gather_map asks hill, harbour, and hill again");
  int calls = 0;
  const auto count_and_ask = [&calls](std::string shop) {
    ++calls;
    return ask_shop(std::move(shop));
  };
  const Shops shops{"hill", "harbour", "hill"};
  const Prices prices = co_await gather_map(count_and_ask, shops);
  step("gather_map returns {}", prices);
  expect(prices == Prices{250, 310, 250},
         expected("there is one price for each entry: 250, 310, 250"),
         seen("the prices are {}", prices),
         means("keyed-by-shop", prices.size() == 2));
  expect(calls == 3, expected("three calls are made, two of them to hill"),
         seen("{} were made", calls), means("keyed-by-shop", calls == 2));
}

CO_TEST(GatherMap, ThrowsTheFirstExceptionAtOnce) {
  step("gather_map asks harbour, hill, north; hill fails at 10 ms");
  const std::string error =
      co_await error_of(gather_map(ask_while_hill_is_closed, three_shops));
  expect(
      error == "hill is closed",
      expected("gather_map throws the exception of hill: hill is closed"),
      error.empty() ? seen("it returned")
                    : seen("it threw another one: {}", error),
      means("failure-hidden", error.empty()),
      means("and-operator", error == "multiple exceptions"));
  expect(elapsed() == 10ms,
         expected("the exception comes at once, at 10 ms"),
         seen("it came at {}", elapsed()),
         means("error-comes-late", elapsed() == 30ms));
}

CO_TEST(GatherMap, LetsTheOthersRunOn) {
  step("gather_map asks harbour, hill, north; hill fails at 10 ms");
  co_await error_of(gather_map(ask_while_hill_is_closed, three_shops));
  co_await pause(30ms);
  expect(happened("harbour returns 310"),
         expected("harbour still runs and answers at 30 ms"),
         seen("its answer never comes"),
         means("siblings-cancelled", happened("harbour is cancelled")));
}

CO_TEST(GatherMap, KeepsTheFunctionAlive) {
  step("gather_map asks harbour and hill; hill fails at 10 ms");
  auto catalogue = std::make_shared<std::string>("what the function holds");
  const std::weak_ptr<std::string> watched = catalogue;
  Ask ask = [held = std::move(catalogue)](std::string shop) {
    return ask_while_hill_is_closed(std::move(shop));
  };
  co_await error_of(gather_map(std::move(ask), two_shops));
  expect(!watched.expired(),
         expected("ask, and what it holds, lives until harbour has "
                  "answered at 30 ms"),
         seen("at {} harbour still runs and ask is destroyed", elapsed()),
         means("dies-with-the-caller", elapsed() == 10ms));
  co_await pause(30ms);
  expect(watched.expired(),
         expected("ask is destroyed when the last call has ended"),
         seen("at {} something still holds it", elapsed()));
}

CO_TEST(GatherMap, ReturnsAtOnceWithoutShops) {
  step("gather_map gets no shops");
  const auto scope = awaiting(
      {.expected = "gather_map returns at once: there is nobody to ask",
       .if_stuck = "empty-never-ends"});
  const Prices prices = co_await gather_map(ask_shop, Shops());
  expect_equal(prices.size(), 0U, "the number of prices");
  expect_equal(elapsed(), 0ms, "the time it took");
}
