#include "jobs.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <vector>

#include "check.hpp"
#include "story_so_far.hpp"

namespace {

using namespace course::testing;
using namespace asio::experimental::awaitable_operators;
using Texts = std::vector<std::string>;

}  // namespace

CO_TEST(Jobs, TellWhenTheyStartAndReturn) {
  const int result = co_await job({.name = "A", .wait = 30ms, .result = 7});
  EXPECT_EQ(result, 7);
  EXPECT_EQ(story_so_far(), (Texts{"0 s: A starts", "30 ms: A returns 7"}));
}

CO_TEST(Jobs, TellWhyTheyFail) {
  try {
    co_await job({.name = "A", .wait = 10ms, .fails_with = "disk full"});
    ADD_FAILURE() << "it did not throw";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "disk full");
  }
  EXPECT_EQ(story_so_far().back(), "10 ms: A fails: disk full");
}

CO_TEST(Jobs, TellThatTheyAreCancelled) {
  co_await (job({.name = "A", .wait = 30ms}) || pause(10ms));
  EXPECT_EQ(story_so_far().back(), "10 ms: A is cancelled");
}

CO_TEST(Jobs, ComputingTakesTimeThatNobodyElseCanUse) {
  asio::co_spawn(loop(), job({.name = "A", .wait = 20ms, .work = 50ms}),
                 asio::detached);
  co_await job({.name = "B", .wait = 5ms, .work = 30ms});
  EXPECT_EQ(story_so_far(),
            (Texts{"0 s: A starts", "50 ms: B starts", "80 ms: A returns 0",
                   "85 ms: B returns 0"}));
}

CO_TEST(Jobs, TheirTraceShowsTheModel) {
  co_await (job({.name = "A", .wait = 30ms}) &&
            job({.name = "B", .wait = 20ms}));
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(Jobs, OneAfterAnotherIsNotConcurrent) {
  co_await job({.name = "A", .wait = 30ms});
  co_await job({.name = "B", .wait = 20ms});
  expect_model(course::Model::asynchronous);
}
