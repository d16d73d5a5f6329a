#include <boost/asio/post.hpp>
#include <course/gather.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Log = std::shared_ptr<std::vector<std::string>>;

asio::awaitable<void> logged(Log log, std::string name) {
  log->push_back(name + " starts");
  co_await asio::post(asio::use_awaitable);
  log->push_back(name + " ends");
}

asio::awaitable<void> ends_in_one_go(Log log, std::string name) {
  log->push_back(name);
  co_return;
}

}  // namespace

CO_TEST(GatherStart, RunsNothingBeforeItIsAwaited) {
  const Log log = std::make_shared<Log::element_type>();
  auto gathering = course::gather(logged(log, "A"), logged(log, "B"));
  co_await pause(10ms);
  expect_equal(log->size(), 0U, "the number of entries before the await");
  co_await std::move(gathering);
  expect_equal(log->size(), 4U, "the number of entries after it");
}

CO_TEST(GatherStart, RunsNothingIfItIsNeverAwaited) {
  const Log log = std::make_shared<Log::element_type>();
  {
    [[maybe_unused]] const auto gathering =
        course::gather(logged(log, "A"), logged(log, "B"));
  }
  co_await pause(10ms);
  expect_equal(log->size(), 0U, "the number of entries");
  expect_equal(log.use_count(), 1, "the number of holders of the log");
}

CO_TEST(GatherStart, StartsInOrderOnTheNextTurnOfTheLoop) {
  const Log log = std::make_shared<Log::element_type>();
  asio::post(loop(), [log] { log->push_back("posted before"); });
  co_await course::gather(logged(log, "A"), logged(log, "B"),
                          logged(log, "C"));
  expect_equal(
      *log,
      std::vector<std::string>{"posted before", "A starts", "B starts",
                               "C starts", "A ends", "B ends", "C ends"},
      "the order of events");
}

CO_TEST(GatherStart, LetsAJobThatNeverWaitsEndBeforeTheNextStarts) {
  const Log log = std::make_shared<Log::element_type>();
  co_await course::gather(ends_in_one_go(log, "A"), logged(log, "B"),
                          ends_in_one_go(log, "C"));
  expect_equal(*log,
               std::vector<std::string>{"A", "B starts", "C", "B ends"},
               "the order of events");
}

CO_TEST(GatherStart, GainsNothingForJobsThatOnlyCompute) {
  co_await course::gather(job({.name = "A", .work = 40ms}),
                          job({.name = "B", .work = 30ms}));
  expect_equal(elapsed(), 70ms, "the time it took");
}
