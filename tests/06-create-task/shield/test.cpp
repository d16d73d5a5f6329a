#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <course/task.hpp>
#include <course/traced.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "shield.hpp"
#include "unretrieved_reports.hpp"

namespace {

using namespace course::testing;

/// The coroutine that awaits shield(), and how that ends.
struct Caller {
  std::string end;  ///< empty while it waits
  std::chrono::nanoseconds at{-1};
  asio::cancellation_signal signal;
};

using CallerPtr = std::shared_ptr<Caller>;

asio::awaitable<void> calls(CallerPtr caller, JobPlan work) {
  try {
    const int result = co_await course::traced(
        Check::running()->trace(), "caller", shield(job(std::move(work))));
    caller->end = fmt::format("the result {}", result);
  } catch (const boost::system::system_error& error) {
    caller->end = error.code() == asio::error::operation_aborted
                      ? "operation_aborted"
                      : error.what();
  } catch (const std::runtime_error& error) {
    caller->end = error.what();
  }
  caller->at = elapsed();
  step("the caller gets {}", caller->end);
}

CallerPtr start(JobPlan work) {
  const auto caller = std::make_shared<Caller>();
  step("the caller awaits shield(work)");
  asio::co_spawn(
      Check::running()->loop(), calls(caller, std::move(work)),
      asio::bind_cancellation_slot(caller->signal.slot(), asio::detached));
  return caller;
}

void cancel(const CallerPtr& caller) {
  step("the caller is cancelled");
  caller->signal.emit(asio::cancellation_type::all);
}

template <class... Meanings>
void expect_end(const CallerPtr& caller, const std::string& end,
                std::chrono::nanoseconds at, Meanings... meanings) {
  expect(caller->end == end && caller->at == at,
         expected("the caller gets {} at {}", end, at),
         caller->end.empty()
             ? seen("at {} it still waits", elapsed())
             : seen("it gets {} at {}", caller->end, caller->at),
         meanings...);
}

bool happened(const std::string& text) {
  for (const Step& step : story().steps()) {
    if (step.text == text) {
      return true;
    }
  }
  return false;
}

}  // namespace

CO_TEST(Shield, ReturnsTheResult) {
  step("shield gets work that returns 7 after 30 ms");
  const int result =
      co_await shield(job({.name = "work", .wait = 30ms, .result = 7}));
  expect_equal(result, 7, "the result");
  expect_equal(elapsed(), 30ms, "the time it took");
}

CO_TEST(Shield, ThrowsTheExceptionOfTheWork) {
  const UnretrievedReports reports;
  const auto caller = start(
      {.name = "work", .wait = 30ms, .fails_with = "account is locked"});
  co_await pause(50ms);
  expect_end(caller, "account is locked", 30ms,
             means("error-never-arrives", caller->end.empty()),
             means("error-hidden", caller->end.starts_with("the result")));
  expect(reports.texts().empty(),
         expected("nothing is reported: the caller has seen the error"),
         seen("it is reported as never retrieved"));
}

CO_TEST(Shield, LetsTheWorkRunOn) {
  const auto caller = start({.name = "work", .wait = 30ms, .result = 7});
  co_await pause(10ms);
  cancel(caller);
  co_await pause(30ms);
  const bool cancelled =
      happened("work is cancelled") || happened("work is destroyed");
  expect(happened("work returns 7"), expected("the work ends at 30 ms"),
         cancelled ? seen("it is cancelled with its caller")
                   : seen("at {} it has not ended", elapsed()),
         means("not-shielded", cancelled));
}

CO_TEST(Shield, LetsTheCallerGoAtOnce) {
  const auto caller = start({.name = "work", .wait = 30ms, .result = 7});
  co_await pause(10ms);
  cancel(caller);
  co_await pause(30ms);
  expect_end(caller, "operation_aborted", 10ms,
             means("cannot-leave", caller->at == 30ms));
}

CO_TEST(Shield, ReportsAFailureThatNobodySees) {
  const UnretrievedReports reports;
  const auto caller = start(
      {.name = "work", .wait = 30ms, .fails_with = "account is locked"});
  co_await pause(10ms);
  cancel(caller);
  co_await pause(30ms);
  expect(reports.texts().size() == 1 &&
             reports.texts().front().ends_with(": account is locked"),
         expected("the failure of the work is reported once"),
         seen("there are {} reports", reports.texts().size()),
         means("failure-lost", reports.texts().empty()));
}
