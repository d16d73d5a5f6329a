#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "joinable_queue.hpp"

namespace {

using namespace course::testing;

/// What a worker needs for one item: no multiple of any polling interval.
constexpr auto work_time = 12'503us;

/// Puts one item for each letter.
asio::awaitable<void> put_all(JoinableQueue& queue,
                              std::string_view letters) {
  for (const char letter : letters) {
    const std::string item(1, letter);
    co_await queue.put(item);
    step("{} is put", item);
  }
}

/// Processes `count` items, one after the other.
asio::awaitable<void> work(JoinableQueue& queue, int count) {
  for (int i = 0; i < count; ++i) {
    const std::string item = co_await queue.get();
    step("a worker takes {}", item);
    co_await pause(work_time);
    step("{} is processed: task_done", item);
    queue.task_done();
  }
}

/// Joins, and remembers when join returned.
asio::awaitable<void> join(JoinableQueue& queue, std::string name,
                           std::vector<std::string>& returned) {
  co_await queue.join();
  step("join of {} returns", name);
  returned.push_back(name);
}

}  // namespace

CO_TEST(JoinableQueue, PassesItemsOn) {
  JoinableQueue queue(loop().get_executor());
  co_await put_all(queue, "abc");
  for (const std::string wanted : {"a", "b", "c"}) {
    const std::string item = co_await queue.get();
    step("get returns {}", item);
    expect_equal(item, wanted, "the item");
  }
}

CO_TEST(JoinableQueue, MakesPutWaitWhenItIsFull) {
  step("the queue has maxsize 2");
  JoinableQueue queue(loop().get_executor(), 2);
  asio::co_spawn(loop(), put_all(queue, "abc"), asio::detached);
  co_await pause(10ms);
  const std::size_t put = story().steps().size() - 1;
  expect(put == 2, expected("the third put waits: the queue is full"),
         seen("{} items are put", put), means("no-limit", put == 3));
  co_await queue.get();
  step("get takes a");
  co_await pause(1ms);
  expect(story().steps().back().text == "c is put",
         expected("the third put goes on when there is a place"),
         seen("it still waits"));
}

CO_TEST(JoinableQueue, JoinWaitsForTheLastTaskDone) {
  JoinableQueue queue(loop().get_executor());
  co_await put_all(queue, "abc");
  asio::co_spawn(loop(), work(queue, 3), asio::detached);
  const auto scope =
      awaiting({.expected = "join returns after the third task_done",
                .if_stuck = "counted-twice"});
  co_await queue.join();
  step("join returns");
  expect(elapsed() == 3 * work_time,
         expected("join returns when the third item is processed, at {}",
                  3 * work_time),
         seen("it returns at {}", elapsed()),
         means("does-not-wait", elapsed() == 0ms),
         means("taken-is-not-done", elapsed() == 2 * work_time),
         means("polls", elapsed() > 3 * work_time));
}

CO_TEST(JoinableQueue, JoinReturnsAtOnceWhenNothingIsLeft) {
  JoinableQueue queue(loop().get_executor());
  step("nothing was put");
  const auto scope =
      awaiting({.expected = "join returns at once: nothing is unfinished",
                .if_stuck = "waits-for-the-next-end"});
  co_await queue.join();
  step("join returns");
  expect_equal(elapsed(), 0ms, "the time it took",
               means("polls", elapsed() > 0ms));
}

CO_TEST(JoinableQueue, WakesAllWhoJoin) {
  JoinableQueue queue(loop().get_executor());
  std::vector<std::string> returned;
  co_await put_all(queue, "a");
  for (const char* name : {"ada", "bob", "eve"}) {
    asio::co_spawn(loop(), join(queue, name, returned), asio::detached);
  }
  co_await work(queue, 1);
  co_await pause(10ms);
  expect(returned.size() == 3,
         expected("join returns for all three after the last task_done"),
         seen("it returns for {}", returned.size()),
         means("wakes-one", returned.size() == 1));
}

CO_TEST(JoinableQueue, CanBeJoinedAgain) {
  JoinableQueue queue(loop().get_executor());
  co_await put_all(queue, "a");
  co_await work(queue, 1);
  co_await queue.join();
  step("join returns");
  co_await put_all(queue, "b");
  asio::co_spawn(loop(), work(queue, 1), asio::detached);
  co_await queue.join();
  step("the second join returns");
  expect(elapsed() == 2 * work_time,
         expected("the second join waits for b, until {}", 2 * work_time),
         seen("it returns at {}", elapsed()),
         means("finished-for-ever", elapsed() == work_time));
}

CO_TEST(JoinableQueue, RefusesOneTaskDoneTooMany) {
  JoinableQueue queue(loop().get_executor());
  co_await put_all(queue, "a");
  co_await queue.get();
  queue.task_done();
  step("a is put, taken and processed");
  bool refused = false;
  try {
    queue.task_done();
  } catch (const std::logic_error& error) {
    refused = true;
    step("the second task_done throws: {}", error.what());
  }
  expect(refused, expected("a second task_done throws std::logic_error"),
         seen("it is accepted"), means("counts-below-zero", !refused));
}

CO_TEST(JoinableQueue, JoinWaitsForLaterItems) {
  JoinableQueue queue(loop().get_executor());
  std::vector<std::string> returned;
  co_await put_all(queue, "a");
  asio::co_spawn(loop(), join(queue, "ada", returned), asio::detached);
  co_await pause(1ms);
  co_await put_all(queue, "b");
  co_await work(queue, 1);
  co_await pause(1ms);
  expect(returned.empty(), expected("join waits for b, too"),
         seen("it returns when a is processed"));
  co_await work(queue, 1);
  co_await pause(1ms);
  expect(!returned.empty(),
         expected("join returns when b is processed as well"),
         seen("it still waits"), means("signal-replaced", true));
}

CO_TEST(JoinableQueue, CountsWhatIsPut) {
  step("the queue has maxsize 1");
  JoinableQueue queue(loop().get_executor(), 1);
  co_await put_all(queue, "a");
  asio::cancellation_signal signal;
  asio::co_spawn(
      loop(), put_all(queue, "b"),
      asio::bind_cancellation_slot(signal.slot(), asio::detached));
  co_await pause(1ms);
  step("the put of b, which waits for a place, is cancelled");
  signal.emit(asio::cancellation_type::all);
  co_await work(queue, 1);
  const auto scope = awaiting({.expected = "join returns: b was never put",
                               .if_stuck = "counted-before-the-place"});
  co_await queue.join();
  step("join returns");
}
