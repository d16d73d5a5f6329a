#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <course/gather.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Log = std::shared_ptr<std::vector<std::string>>;

std::string in_words(const std::exception_ptr& error) {
  if (!error) {
    return "returned";
  }
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    return known.code() == asio::error::operation_aborted ? "cancelled"
                                                          : known.what();
  } catch (const std::exception& known) {
    return known.what();
  }
}

asio::awaitable<void> waits(Log log, std::string name,
                            std::chrono::milliseconds delay) {
  log->push_back(name + " starts");
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  const auto [error] =
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  log->push_back(name + (error ? " is cancelled" : " ends"));
  if (error) {
    throw boost::system::system_error(error);
  }
}

/// Goes on when it is cancelled, as clean-up does.
asio::awaitable<void> ignores(Log log, std::string name,
                              std::chrono::milliseconds delay) {
  co_await asio::this_coro::reset_cancellation_state(
      asio::disable_cancellation());
  co_await waits(std::move(log), std::move(name), delay);
}

asio::awaitable<void> fails(std::chrono::milliseconds delay) {
  co_await pause(delay);
  throw std::runtime_error("disk full");
}

/// Starts `gathering` so that `signal` cancels it; its end goes to the log.
template <typename T>
void start(asio::io_context& loop, asio::cancellation_signal& signal,
           Log log, asio::awaitable<T> gathering) {
  asio::co_spawn(
      loop, std::move(gathering),
      asio::bind_cancellation_slot(
          signal.slot(), [log](std::exception_ptr error, auto...) {
            log->push_back("gather: " + in_words(error));
          }));
}

using Texts = std::vector<std::string>;

}  // namespace

CO_TEST(GatherCancellation, ReachesEveryJob) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  start(loop(), signal, log,
        course::gather(waits(log, "A", 30ms), waits(log, "B", 20ms)));
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(1ms);
  expect_equal(*log,
               Texts{"A starts", "B starts", "A is cancelled",
                     "B is cancelled", "gather: cancelled"},
               "the log");
}

CO_TEST(GatherCancellation, KeepsJobsFromStarting) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  asio::post(loop(), [&] {
    // Two turns: the second one comes before the jobs' first.
    start(loop(), signal, log,
          course::gather(waits(log, "A", 30ms), waits(log, "B", 20ms)));
    signal.emit(asio::cancellation_type::all);
  });
  co_await pause(10ms);
  expect_equal(*log, Texts{"gather: cancelled"}, "the log");
}

CO_TEST(GatherCancellation, ReachesTheOthersWhenOneHasEnded) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  start(loop(), signal, log,
        course::gather(waits(log, "A", 10ms), waits(log, "B", 30ms)));
  co_await pause(20ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(1ms);
  expect_equal(*log,
               Texts{"A starts", "B starts", "A ends", "B is cancelled",
                     "gather: cancelled"},
               "the log");
}

CO_TEST(GatherCancellation, WaitsForJobsThatIgnoreIt) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  start(loop(), signal, log,
        course::gather(ignores(log, "A", 30ms), ignores(log, "B", 20ms)));
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(30ms);
  expect_equal(*log,
               Texts{"A starts", "B starts", "B ends", "A ends",
                     "gather: cancelled"},
               "the log");
}

CO_TEST(GatherCancellation, NoLongerReachesJobsAfterAnError) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  start(loop(), signal, log,
        course::gather(waits(log, "A", 30ms), fails(10ms)));
  co_await pause(20ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(20ms);
  expect_equal(*log, Texts{"A starts", "gather: disk full", "A ends"},
               "the log");
}

CO_TEST(GatherCancellation, LeavesTheCallerAbleToGoOn) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  const auto cleans_up = [](Log to) -> asio::awaitable<void> {
    try {
      co_await course::gather(waits(to, "A", 30ms));
    } catch (const boost::system::system_error&) {
      to->push_back("caught");
    }
    co_await asio::this_coro::reset_cancellation_state();
    co_await course::gather(waits(to, "B", 20ms));
  };
  start(loop(), signal, log, cleans_up(log));
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(30ms);
  expect_equal(*log,
               Texts{"A starts", "A is cancelled", "caught", "B starts",
                     "B ends", "gather: returned"},
               "the log");
}

CO_TEST(GatherCancellation, PassesThroughTuplesVectorsAndNesting) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  std::vector<asio::awaitable<int>> numbers;
  numbers.push_back(job({.name = "C", .wait = 30ms}));
  start(loop(), signal, log,
        course::gather(course::gather(waits(log, "A", 30ms)),
                       course::gather(std::move(numbers))));
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(1ms);
  expect_equal(*log,
               Texts{"A starts", "A is cancelled", "gather: cancelled"},
               "the log");
  expect(story().steps().back().text == "C is cancelled",
         expected("the job in the vector is cancelled"),
         seen("the last step is {}", story().steps().back().text));
}

CO_TEST(GatherCancellation,
        LeavesNothingBehindInASignalThatOutlivesTheLoop) {
  const Log log = std::make_shared<Texts>();
  asio::cancellation_signal signal;
  {
    asio::io_context other;
    start(other, signal, log,
          course::gather(waits(log, "A", 30ms), waits(log, "B", 20ms)));
    other.poll();
    expect_equal(log->size(), 2U, "the number of jobs that have started");
  }
  expect_equal(log.use_count(), 1, "the number of holders of the log");
  co_return;
}
