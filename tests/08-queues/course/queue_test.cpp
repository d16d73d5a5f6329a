#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <course/gather.hpp>
#include <course/queue.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Numbers = course::Queue<int>;
using Log = std::vector<std::string>;

std::string in_words(const boost::system::system_error& error) {
  return error.code() == asio::error::operation_aborted
             ? "cancelled"
             : error.code().message();
}

asio::awaitable<void> put(Numbers& queue, int item, Log& log) {
  try {
    co_await queue.put(item);
    log.push_back(fmt::format("put {} at {}", item, elapsed()));
  } catch (const boost::system::system_error& error) {
    log.push_back(fmt::format("put {} is {}", item, in_words(error)));
  }
}

asio::awaitable<void> get(Numbers& queue, std::string name, Log& log) {
  try {
    const int item = co_await queue.get();
    log.push_back(fmt::format("{} gets {} at {}", name, item, elapsed()));
  } catch (const boost::system::system_error& error) {
    log.push_back(fmt::format("{} is {}", name, in_words(error)));
  }
}

/// A type that can only be moved and has no default constructor.
struct Parcel {
  explicit Parcel(int number) : number(std::make_unique<int>(number)) {}
  std::unique_ptr<int> number;
};

class QueueTest : public Check {
 protected:
  void start(asio::awaitable<void> job) {
    asio::co_spawn(loop(), std::move(job), asio::detached);
  }

  /// Cancelled by signals_[i], in the order of the calls.
  void start_cancellable(asio::awaitable<void> job) {
    signals_.push_back(std::make_unique<asio::cancellation_signal>());
    asio::co_spawn(loop(), std::move(job),
                   asio::bind_cancellation_slot(signals_.back()->slot(),
                                                asio::detached));
  }

  void cancel(std::size_t i) {
    signals_[i]->emit(asio::cancellation_type::all);
  }

  Log log_;
  std::vector<std::unique_ptr<asio::cancellation_signal>> signals_;
};

}  // namespace

CO_TEST_F(QueueTest, GivesItemsInTheirOrderWithoutWaiting) {
  Numbers queue(loop().get_executor());
  for (const int i : {1, 2, 3}) {
    co_await queue.put(i);
  }
  expect_equal(queue.size(), 3U, "the size");
  for (const int i : {1, 2, 3}) {
    expect_equal(co_await queue.get(), i, "the item");
  }
  expect(queue.empty(), expected("it is empty"), seen("it is not"));
  expect_equal(elapsed(), 0ms, "the time it took");
}

CO_TEST_F(QueueTest, WithoutALimitIsNeverFull) {
  Numbers queue(loop().get_executor(), 0);
  for (int i = 0; i < 10'000; ++i) {
    co_await queue.put(i);
  }
  expect(!queue.full(), expected("it is not full"), seen("it is"));
  expect_equal(queue.size(), 10'000U, "the size");
}

CO_TEST_F(QueueTest, GetWaitsForAnItem) {
  Numbers queue(loop().get_executor());
  start(get(queue, "A", log_));
  co_await pause(10ms);
  co_await queue.put(7);
  co_await pause(1ms);
  expect_equal(log_, Log{"A gets 7 at 10 ms"}, "what happened");
}

CO_TEST_F(QueueTest, PutWaitsForAPlace) {
  Numbers queue(loop().get_executor(), 2);
  for (const int i : {1, 2, 3, 4}) {
    start(put(queue, i, log_));
  }
  expect_equal(queue.size(), 2U, "the size");
  expect(queue.full(), expected("it is full"), seen("it is not"));
  co_await pause(10ms);
  expect_equal(co_await queue.get(), 1, "the first item");
  co_await pause(10ms);
  expect_equal(co_await queue.get(), 2, "the second item");
  co_await pause(1ms);
  expect_equal(log_,
               Log({"put 1 at 0 s", "put 2 at 0 s", "put 3 at 10 ms",
                    "put 4 at 20 ms"}),
               "what happened");
}

CO_TEST_F(QueueTest, ServesThoseWhoWaitInTheirOrder) {
  Numbers queue(loop().get_executor());
  for (const char* name : {"A", "B", "C"}) {
    start(get(queue, name, log_));
  }
  for (const int i : {1, 2, 3}) {
    co_await queue.put(i);
  }
  co_await pause(1ms);
  expect_equal(
      log_, Log({"A gets 1 at 0 s", "B gets 2 at 0 s", "C gets 3 at 0 s"}),
      "what happened");
}

CO_TEST_F(QueueTest, NobodyTakesWhatAnotherWasWokenFor) {
  Numbers queue(loop().get_executor());
  start(get(queue, "A", log_));
  co_await queue.put(1);  // A is woken, and has not run yet
  expect(!queue.try_get(), expected("the item is A's"),
         seen("try_get takes it"));
  start(get(queue, "B", log_));
  co_await pause(1ms);
  expect_equal(log_, Log{"A gets 1 at 0 s"}, "what happened");
  co_await queue.put(2);
  co_await pause(1ms);
  expect_equal(log_.back(), "B gets 2 at 1 ms", "what happened then");
}

CO_TEST_F(QueueTest, NobodyTakesThePlaceAnotherWasWokenFor) {
  Numbers queue(loop().get_executor(), 1);
  co_await queue.put(1);
  start(put(queue, 2, log_));
  expect_equal(*queue.try_get(), 1, "the item");
  expect(!queue.try_put(3), expected("the place is promised to 2"),
         seen("try_put takes it"));
  co_await pause(1ms);
  expect_equal(co_await queue.get(), 2, "the next item");
}

CO_TEST_F(QueueTest, TriesWithoutWaiting) {
  course::Queue<std::string> queue(loop().get_executor(), 1);
  expect(!queue.try_get(), expected("there is nothing to get"),
         seen("there is something"));
  std::string text = "first";
  expect(queue.try_put(text), expected("there is a place"),
         seen("there is none"));
  std::string refused = "second";
  expect(!queue.try_put(std::move(refused)), expected("it is full"),
         seen("it is not"));
  // NOLINTNEXTLINE(bugprone-use-after-move): that it is kept is the promise
  expect_equal(refused, "second", "what was refused");
  expect_equal(*queue.try_get(), "first", "the item");
  co_return;
}

CO_TEST_F(QueueTest, CancelledWaitersLoseNoItem) {
  Numbers queue(loop().get_executor());
  start_cancellable(get(queue, "A", log_));
  start(get(queue, "B", log_));
  cancel(0);
  co_await queue.put(1);
  co_await pause(1ms);
  expect_equal(log_, Log({"A is cancelled", "B gets 1 at 0 s"}),
               "what happened");
}

CO_TEST_F(QueueTest, AWaiterCancelledAfterItWasWokenKeepsItsItem) {
  Numbers queue(loop().get_executor());
  start_cancellable(get(queue, "A", log_));
  co_await queue.put(1);
  cancel(0);
  co_await pause(1ms);
  expect_equal(log_, Log{"A gets 1 at 0 s"}, "what happened");
  expect(queue.empty(), expected("the queue is empty"), seen("it is not"));
}

CO_TEST_F(QueueTest, ACancelledPutLeavesItsPlaceToTheNext) {
  Numbers queue(loop().get_executor(), 1);
  co_await queue.put(1);
  start_cancellable(put(queue, 2, log_));
  start(put(queue, 3, log_));
  cancel(0);
  co_await pause(1ms);
  expect_equal(co_await queue.get(), 1, "the first item");
  expect_equal(co_await queue.get(), 3, "the next item");
  expect_equal(log_.front(), "put 2 is cancelled", "what happened first");
}

CO_TEST_F(QueueTest, CarriesWhatCanOnlyBeMoved) {
  course::Queue<Parcel> queue(loop().get_executor(), 1);
  const auto send = [&]() -> asio::awaitable<void> {
    for (const int i : {1, 2, 3}) {
      co_await queue.put(Parcel(i));
    }
  };
  const auto receive = [&]() -> asio::awaitable<int> {
    int sum = 0;
    for (int i = 0; i < 3; ++i) {
      sum += *(co_await queue.get()).number;
    }
    co_return sum;
  };
  auto [nothing, sum] = co_await course::gather(send(), receive());
  expect_equal(sum, 6, "the sum");
}

CO_TEST_F(QueueTest, ManyProducersAndConsumersLoseAndDoubleNothing) {
  Numbers queue(loop().get_executor(), 3);
  constexpr int each = 200;
  std::vector<int> seen_items;
  const auto produce = [&](int first) -> asio::awaitable<void> {
    for (int i = 0; i < each; ++i) {
      co_await queue.put(first + i);
      if (i % 7 == 0) {
        co_await pause(1ms);
      }
    }
  };
  const auto consume = [&]() -> asio::awaitable<void> {
    for (int i = 0; i < each; ++i) {
      seen_items.push_back(co_await queue.get());
      if (i % 5 == 0) {
        co_await pause(1ms);
      }
    }
  };
  std::vector<asio::awaitable<void>> jobs;
  for (int i = 0; i < 4; ++i) {
    jobs.push_back(produce(i * each));
    jobs.push_back(consume());
  }
  co_await course::gather(std::move(jobs));
  std::ranges::sort(seen_items);
  for (int i = 0; i < 4 * each; ++i) {
    expect_equal(seen_items[static_cast<std::size_t>(i)], i, "the item");
  }
  expect(queue.empty(), expected("the queue is empty"), seen("it is not"));
}

CO_TEST_F(QueueTest, ThatGoesReleasesThoseWhoWait) {
  auto queue = std::make_unique<Numbers>(loop().get_executor(), 1);
  start(put(*queue, 1, log_));
  start(put(*queue, 2, log_));
  auto other = std::make_unique<Numbers>(loop().get_executor());
  start(get(*other, "A", log_));
  co_await pause(1ms);
  queue.reset();
  other.reset();
  co_await pause(1ms);
  expect_equal(
      log_, Log({"put 1 at 0 s", "put 2 is cancelled", "A is cancelled"}),
      "what happened");
}
