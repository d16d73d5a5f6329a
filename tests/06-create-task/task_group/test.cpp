#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <course/traced.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "task_group.hpp"

namespace {

using namespace course::testing;

using Group = std::shared_ptr<TaskGroup>;

Group new_group() {
  return std::make_shared<TaskGroup>(
      Check::running()->loop().get_executor());
}

asio::awaitable<void> plain(JobPlan plan) {
  co_await job(std::move(plan));
}

/// Cleans up for so long when it is cancelled, and then throws `error`, or
/// the cancellation if there is none. A second cancellation cuts it off.
asio::awaitable<void> tidy_job(std::string name, std::string error,
                               std::chrono::milliseconds clean_up) {
  step("{} starts", name);
  asio::steady_timer timer(co_await asio::this_coro::executor, 50ms);
  const auto [cancelled] =
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!cancelled) {
    step("{} returns", name);
    co_return;
  }
  step("{} is cancelled and cleans up", name);
  co_await asio::this_coro::reset_cancellation_state();
  asio::steady_timer busy(co_await asio::this_coro::executor, clean_up);
  const auto [cut_off] =
      co_await busy.async_wait(asio::as_tuple(asio::use_awaitable));
  if (cut_off) {
    step("{} is cancelled again, in its clean-up", name);
    throw boost::system::system_error(cut_off);
  }
  step("{} has cleaned up", name);
  if (!error.empty()) {
    step("{} fails: {}", name, error);
    throw std::runtime_error(error);
  }
  throw boost::system::system_error(cancelled);
}

asio::awaitable<void> tidy(std::string name, std::string error = {},
                           std::chrono::milliseconds clean_up = 5ms) {
  return course::traced(Check::running()->trace(), name,
                        tidy_job(name, std::move(error), clean_up));
}

/// Waits for 10 ms and then starts a job of 20 ms in the same group.
asio::awaitable<void> starts_another(TaskGroup* group) {
  co_await plain({.name = "pack", .wait = 10ms});
  group->start(plain({.name = "label", .wait = 20ms}));
}

/// When the story says `text` for the first time; -1 ns if it never does.
std::chrono::nanoseconds time_of(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  const auto found = std::ranges::find(steps, text, &Step::text);
  return found == steps.end() ? -1ns : found->at;
}

bool happened(const std::string& text) {
  return time_of(text) >= 0ns;
}

/// How a wait() ended, and when.
struct End {
  std::string how;  ///< empty while it waits
  std::chrono::nanoseconds at{-1};
};

asio::awaitable<void> waits(Group group, std::shared_ptr<End> end) {
  step("wait() is called");
  try {
    co_await group->wait();
    end->how = "return";
  } catch (const boost::system::system_error& error) {
    end->how = error.code() == asio::error::operation_aborted
                   ? "operation_aborted"
                   : error.what();
  } catch (const std::runtime_error& error) {
    end->how = error.what();
  }
  end->at = elapsed();
  step("wait() ends: {}", end->how);
}

asio::awaitable<End> end_of_wait(Group group) {
  const auto end = std::make_shared<End>();
  co_await waits(group, end);
  co_return *end;
}

template <class... Meanings>
void expect_cleaned_up(const std::string& name, std::chrono::nanoseconds at,
                       Meanings... meanings) {
  expect(
      time_of(name + " has cleaned up") == at,
      expected("{} is cancelled once, and has cleaned up at {}", name, at),
      happened(name + " is cancelled again, in its clean-up")
          ? seen("its clean-up is cut off")
          : seen("it has not"),
      meanings...);
}

template <class... Meanings>
void expect_end(const End& end, const std::string& how,
                std::chrono::nanoseconds at, Meanings... meanings) {
  expect(end.how == how && end.at == at,
         expected("wait() ends at {}: {}", at, how),
         end.how.empty() ? seen("at {} it still waits", elapsed())
                         : seen("it ended at {}: {}", end.at, end.how),
         meanings...);
}

}  // namespace

CO_TEST(TaskGroup, StartsTheJobsAtOnce) {
  const Group group = new_group();
  step("start(pack), start(pay)");
  group->start(plain({.name = "pack", .wait = 30ms}));
  group->start(plain({.name = "pay", .wait = 10ms}));
  expect(!happened("pack starts"),
         expected("start() returns before the job starts"),
         seen("the job starts inside the call"),
         means("started-inside-the-call", happened("pack starts")));
  co_await pause(5ms);
  for (const std::string name : {"pack", "pay"}) {
    expect(time_of(name + " starts") == 0ns,
           expected("{} starts on the next turn, at 0 s", name),
           seen("at {} it has not started", elapsed()),
           means("not-started", !happened("pack starts")));
  }
  co_await group->wait();
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(TaskGroup, WaitsForAllJobs) {
  const Group empty = new_group();
  {
    const auto scope =
        awaiting({.expected = "wait() returns at once: there are no jobs",
                  .if_stuck = "empty-never-ends"});
    co_await empty->wait();
  }
  expect_equal(elapsed(), 0ms, "the time it took without jobs");
  const Group group = new_group();
  group->start(plain({.name = "pack", .wait = 10ms}));
  group->start(plain({.name = "pay", .wait = 30ms}));
  group->start(plain({.name = "announce", .wait = 20ms}));
  expect_end(co_await end_of_wait(group), "return", 30ms);
}

CO_TEST(TaskGroup, WaitsForFurtherJobs) {
  const Group group = new_group();
  group->start(starts_another(group.get()));
  const End end = co_await end_of_wait(group);
  co_await pause(50ms);
  expect_end(end, "return", 30ms,
             means("forgets-later-jobs", end.at == 10ms));
}

CO_TEST(TaskGroup, CancelsTheOthersWhenOneFails) {
  const Group group = new_group();
  group->start(plain({.name = "pack", .wait = 30ms}));
  group->start(
      plain({.name = "pay", .wait = 10ms, .fails_with = "card refused"}));
  group->start(plain({.name = "announce", .wait = 50ms}));
  const End end = co_await end_of_wait(group);
  co_await pause(60ms);
  for (const std::string name : {"pack", "announce"}) {
    const bool ended = happened(name + " returns 0");
    expect(time_of(name + " is cancelled") == 10ms,
           expected("{} is cancelled when pay fails, at 10 ms", name),
           ended ? seen("it runs to its end") : seen("it is not cancelled"),
           means("noticed-in-order",
                 ended && time_of("announce is cancelled") == 30ms),
           means("others-run-on", ended));
  }
  expect_end(end, "card refused", 10ms,
             means("cancellation-thrown", end.how == "operation_aborted"));
}

CO_TEST(TaskGroup, WaitsForTheCleanUp) {
  const Group group = new_group();
  group->start(tidy("pack"));
  group->start(
      plain({.name = "pay", .wait = 10ms, .fails_with = "card refused"}));
  const End end = co_await end_of_wait(group);
  co_await pause(20ms);
  expect_end(end, "card refused", 15ms,
             means("does-not-wait-for-the-others", end.at == 10ms));
}

CO_TEST(TaskGroup, CancelsThoughNobodyWaits) {
  const Group group = new_group();
  group->start(plain({.name = "pack", .wait = 50ms}));
  group->start(
      plain({.name = "pay", .wait = 10ms, .fails_with = "card refused"}));
  co_await pause(20ms);
  const bool cancelled = time_of("pack is cancelled") == 10ms;
  const End end = co_await end_of_wait(group);
  expect(
      cancelled, expected("pack is cancelled when pay fails, at 10 ms"),
      seen("nothing happens before wait() is called, at 20 ms"),
      means("noticed-in-wait-only", time_of("pack is cancelled") == 20ms));
  expect_end(end, "card refused", 20ms);
}

CO_TEST(TaskGroup, ThrowsTheFirstException) {
  const Group group = new_group();
  group->start(tidy("pack", "box is broken"));
  group->start(
      plain({.name = "pay", .wait = 10ms, .fails_with = "card refused"}));
  const End end = co_await end_of_wait(group);
  expect_end(end, "card refused", 15ms,
             means("last-exception", end.how == "box is broken"));
}

CO_TEST(TaskGroup, CancelsAJobOnce) {
  const Group group = new_group();
  group->start(tidy("pack", {}, 10ms));
  group->start(tidy("announce", "no paper"));
  group->start(
      plain({.name = "pay", .wait = 10ms, .fails_with = "card refused"}));
  const End end = co_await end_of_wait(group);
  co_await pause(20ms);
  expect_cleaned_up(
      "pack", 20ms,
      means("cancelled-twice",
            time_of("pack is cancelled again, in its clean-up") == 15ms));
  expect_end(end, "card refused", 20ms);
}

CO_TEST(TaskGroup, IsCancelledWithItsCaller) {
  const Group group = new_group();
  group->start(tidy("pack"));
  group->start(tidy("announce"));
  group->start(tidy("label", {}, 15ms));
  const auto end = std::make_shared<End>();
  asio::cancellation_signal signal;
  asio::co_spawn(
      loop(), waits(group, end),
      asio::bind_cancellation_slot(signal.slot(), asio::detached));
  co_await pause(10ms);
  step("the caller of wait() is cancelled");
  signal.emit(asio::cancellation_type::all);
  co_await pause(60ms);
  for (const std::string name : {"pack", "announce", "label"}) {
    const auto at = time_of(name + " is cancelled and cleans up");
    expect(at == 10ms,
           expected("{} is cancelled with the caller, at 10 ms", name),
           at < 0ns ? seen("it runs to its end")
                    : seen("it is cancelled at {}", at),
           means("jobs-left-behind", at < 0ns));
  }
  expect_end(*end, "operation_aborted", 25ms,
             means("gone-before-the-jobs", end->at == 10ms),
             means("cancelled-again-and-again",
                   happened("label is cancelled again, in its clean-up")));
}
