#include <boost/asio/strand.hpp>
#include <course/gather.hpp>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

struct Price {
  explicit Price(int value) : cents(value) {}
  int cents;
};

asio::awaitable<Price> price(int cents) {
  co_await pause(10ms);
  co_return Price(cents);
}

asio::awaitable<std::unique_ptr<int>> boxed(int value) {
  co_return std::make_unique<int>(value);
}

asio::awaitable<bool> is_even(int value) {
  co_await pause(std::chrono::milliseconds(10 - value));
  co_return value % 2 == 0;
}

asio::awaitable<std::string> text(std::string value) {
  co_await pause(20ms);
  co_return value;
}

std::vector<asio::awaitable<int>> three_jobs() {
  std::vector<asio::awaitable<int>> jobs;
  jobs.push_back(job({.name = "A", .wait = 30ms, .result = 1}));
  jobs.push_back(job({.name = "B", .wait = 10ms, .result = 2}));
  jobs.push_back(job({.name = "C", .wait = 20ms, .result = 3}));
  return jobs;
}

}  // namespace

CO_TEST(GatherResults, RunsTheJobsTogether) {
  co_await course::gather(three_jobs());
  expect_equal(elapsed(), 30ms, "the time it took");
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(GatherResults, KeepsTheOrderOfItsInput) {
  const auto results = co_await course::gather(three_jobs());
  expect_equal(results, std::vector{1, 2, 3}, "the vector of results");
}

CO_TEST(GatherResults, CompletesAtOnceWithoutJobs) {
  const auto results =
      co_await course::gather(std::vector<asio::awaitable<int>>{});
  expect_equal(results.size(), 0U, "the number of results");
  co_await course::gather(std::vector<asio::awaitable<void>>{});
  const std::tuple<> nothing = co_await course::gather();
  EXPECT_EQ(nothing, std::tuple<>());
  expect_equal(elapsed(), 0ms, "the time it took");
}

CO_TEST(GatherResults, TakesTypesWithoutDefaultConstructor) {
  std::vector<asio::awaitable<Price>> jobs;
  jobs.push_back(price(250));
  jobs.push_back(price(310));
  const auto prices = co_await course::gather(std::move(jobs));
  expect_equal(prices[0].cents, 250, "the first price");
  expect_equal(prices[1].cents, 310, "the second price");
}

CO_TEST(GatherResults, TakesTypesThatCanOnlyBeMoved) {
  std::vector<asio::awaitable<std::unique_ptr<int>>> jobs;
  jobs.push_back(boxed(7));
  const auto boxes = co_await course::gather(std::move(jobs));
  expect_equal(*boxes[0], 7, "what the box holds");
  const auto [box] = co_await course::gather(boxed(8));
  expect_equal(*box, 8, "what the other box holds");
}

CO_TEST(GatherResults, TakesBools) {
  std::vector<asio::awaitable<bool>> jobs;
  for (int i = 0; i < 4; ++i) {
    jobs.push_back(is_even(i));
  }
  const auto even = co_await course::gather(std::move(jobs));
  expect_equal(even, std::vector{true, false, true, false},
               "the vector of results");
}

CO_TEST(GatherResults, RunsJobsWithoutResult) {
  std::vector<asio::awaitable<void>> jobs;
  jobs.push_back(pause(20ms));
  jobs.push_back(pause(10ms));
  co_await course::gather(std::move(jobs));
  expect_equal(elapsed(), 20ms, "the time it took");
}

CO_TEST(GatherResults, ReturnsATupleForDifferentTypes) {
  const std::tuple<std::string, int, std::monostate> results =
      co_await course::gather(text("hill"),
                              job({.name = "A", .wait = 30ms, .result = 5}),
                              pause(10ms));
  expect_equal(std::get<0>(results), "hill", "the first result");
  expect_equal(std::get<1>(results), 5, "the second result");
  expect_equal(elapsed(), 30ms, "the time it took");
}

CO_TEST(GatherResults, Nests) {
  auto [first, second] = co_await course::gather(
      course::gather(three_jobs()), course::gather(three_jobs()));
  expect_equal(first, second, "the first vector of results");
  expect_equal(elapsed(), 30ms, "the time it took");
}

CO_TEST(GatherResults, RunsAThousandJobs) {
  std::vector<asio::awaitable<bool>> jobs;
  for (int i = 0; i < 1'000; ++i) {
    jobs.push_back(is_even(i % 8));
  }
  const auto even = co_await course::gather(std::move(jobs));
  expect_equal(even.size(), 1'000U, "the number of results");
  expect_equal(elapsed(), 10ms, "the time it took");
}

CO_TEST(GatherResults, RunsOnTheExecutorOfItsCaller) {
  const auto strand = asio::make_strand(loop());
  const auto executor_of_a_job = []() -> asio::awaitable<bool> {
    const asio::any_io_executor executor =
        co_await asio::this_coro::executor;
    co_return executor
            .target<asio::strand<asio::io_context::executor_type>>() !=
        nullptr;
  };
  const auto [on_strand] = co_await asio::co_spawn(
      strand, course::gather(executor_of_a_job()), asio::use_awaitable);
  expect_equal(on_strand, true, "whether the job runs on the strand");
}
