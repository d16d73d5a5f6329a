#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bounded_buffer.hpp"
#include "check.hpp"

namespace {

using namespace course::testing;
using std::chrono::nanoseconds;

std::string told(const std::optional<int>& item) {
  return item ? std::to_string(*item) : "nothing";
}

/// What the threads of a check have seen, in the order of its times.
class Log {
 public:
  struct Entry {
    nanoseconds at;
    std::string text;
  };

  void add(std::string text) {
    const std::lock_guard lock(mutex_);
    entries_.push_back({elapsed(), std::move(text)});
  }

  std::vector<Entry> entries() const {
    const std::lock_guard lock(mutex_);
    return entries_;
  }

  std::size_t count(std::string_view text) const {
    const auto all = entries();
    return std::ranges::count(all, text, &Entry::text);
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Entry> entries_;
};

}  // namespace

CO_TEST(BoundedBuffer, KeepsTheOrder) {
  allow_blocking();
  BoundedBuffer buffer(3);
  step("put: 1, 2, 3, in a buffer with three places");
  for (const int item : {1, 2, 3}) {
    expect_equal(buffer.put(item), true, "what put returns");
  }
  std::vector<int> items;
  for (int i = 0; i < 3; ++i) {
    items.push_back(buffer.get().value_or(0));
    step("get: {}", items.back());
  }
  expect_equal(items, std::vector{1, 2, 3}, "the order of the items",
               means("last-in-first-out", items == std::vector{3, 2, 1}));
  co_return;
}

CO_TEST(BoundedBuffer, GetWaitsForAnItem) {
  allow_blocking();
  BoundedBuffer buffer(3);
  std::optional<int> item;
  nanoseconds at{};
  std::jthread consumer([&] {
    item = buffer.get();
    at = elapsed();
  });
  step("a thread calls get: the buffer is empty");
  std::this_thread::sleep_for(20'500us);
  step("put: 7");
  {
    const auto scope =
        awaiting({.expected = "put adds the item and returns",
                  .if_stuck = "waits-with-the-lock"});
    buffer.put(7);
  }
  {
    const auto scope = awaiting({.expected = "get returns with the item",
                                 .if_stuck = "put-wakes-nobody"});
    consumer.join();
  }
  step("get returned {} at {}", told(item), at);
  expect(item == 7, expected("get gives 7"),
         seen("it gave {}", told(item)));
  expect(at == 20'500us, expected("get returns when 7 is put, at 20.5 ms"),
         seen("it returned at {}", at),
         means("looks-now-and-then", at > 20'500us));
  co_return;
}

CO_TEST(BoundedBuffer, PutWaitsForAPlace) {
  allow_blocking();
  BoundedBuffer buffer(2);
  Log log;
  std::jthread producer([&] {
    for (const int item : {1, 2, 3, 4}) {
      buffer.put(item);
      log.add("put " + std::to_string(item));
    }
  });
  step("a thread puts 1, 2, 3, 4 in a buffer with two places");
  std::this_thread::sleep_for(10ms);
  const std::size_t put = log.entries().size();
  step("at 10 ms it has put {}", put);
  expect(put == 2, expected("it has put 1 and 2, and waits with 3"),
         seen("it has put {} items", put), means("no-limit", put == 4),
         means("one-place-too-many", put == 3));
  buffer.get();
  step("get takes 1, and a place is free");
  std::this_thread::sleep_for(5ms);
  buffer.get();
  const auto scope =
      awaiting({.expected = "put returns when a place is free",
                .if_stuck = "get-wakes-nobody"});
  producer.join();
  const auto entries = log.entries();
  expect(entries[2].at == 10ms && entries[3].at == 15ms,
         expected("3 is put at 10 ms and 4 at 15 ms"),
         seen("they are put at {} and {}", entries[2].at, entries[3].at),
         means("looks-now-and-then", entries[3].at > 15ms));
  co_return;
}

CO_TEST(BoundedBuffer, GivesAnItemToOneThread) {
  allow_blocking();
  BoundedBuffer buffer(3);
  Log log;
  std::vector<std::jthread> consumers;
  for (int i = 0; i < 3; ++i) {
    consumers.emplace_back([&] { log.add(told(buffer.get())); });
  }
  step("three threads wait in get");
  for (const int item : {1, 2, 3}) {
    std::this_thread::sleep_for(10ms);
    step("put: {}", item);
    buffer.put(item);
    std::this_thread::sleep_for(1ms);
    const std::size_t returned = log.entries().size();
    expect(returned == static_cast<std::size_t>(item),
           expected("{} of the threads have returned, one for each item",
                    item),
           seen("{} have", returned),
           means("does-not-look-again",
                 returned > static_cast<std::size_t>(item)));
  }
  for (const char* item : {"1", "2", "3"}) {
    expect(log.count(item) == 1, expected("one thread has item {}", item),
           seen("{} threads have", log.count(item)));
  }
  co_return;
}

CO_TEST(BoundedBuffer, GivesOutWhatIsThereWhenClosed) {
  allow_blocking();
  BoundedBuffer buffer(3);
  buffer.put(1);
  buffer.put(2);
  buffer.close();
  step("put: 1, 2; then close");
  const bool added = buffer.put(3);
  step("put: 3 returns {}", added);
  std::vector<std::string> items;
  for (int i = 0; i < 3; ++i) {
    items.push_back(told(buffer.get()));
    step("get: {}", items.back());
  }
  const std::vector<std::string> wanted{"1", "2", "nothing"};
  expect(items == wanted, expected("get gives 1, 2, and then nothing"),
         seen("it gives {}", fmt::join(items, ", ")),
         means("close-discards", items.front() == "nothing"),
         means("put-after-close", items.back() == "3"));
  expect(!added, expected("put returns false after close"),
         seen("it returns true"));
  co_return;
}

CO_TEST(BoundedBuffer, CloseEndsEveryGet) {
  allow_blocking();
  BoundedBuffer buffer(3);
  Log log;
  std::vector<std::jthread> consumers;
  for (int i = 0; i < 3; ++i) {
    consumers.emplace_back([&] { log.add(told(buffer.get())); });
  }
  step("three threads wait in get");
  std::this_thread::sleep_for(10ms);
  step("close");
  buffer.close();
  {
    const auto scope =
        awaiting({.expected = "each of the three threads returns",
                  .if_stuck = "close-wakes-one"});
    consumers.clear();
  }
  expect(log.count("nothing") == 3, expected("all three get nothing"),
         seen("{} do", log.count("nothing")));
  expect_equal(elapsed(), 10ms, "the time when the last one returns");
  co_return;
}

CO_TEST(BoundedBuffer, CloseEndsEveryPut) {
  allow_blocking();
  BoundedBuffer buffer(1);
  buffer.put(1);
  Log log;
  std::vector<std::jthread> producers;
  for (int i = 0; i < 3; ++i) {
    producers.emplace_back(
        [&] { log.add(buffer.put(2) ? "true" : "false"); });
  }
  step("the only place is taken, and three threads wait in put");
  std::this_thread::sleep_for(10ms);
  step("close");
  buffer.close();
  {
    const auto scope =
        awaiting({.expected = "each of the three threads returns",
                  .if_stuck = "close-forgets-put"});
    producers.clear();
  }
  expect(log.count("false") == 3,
         expected("put returns false in all three"),
         seen("it does in {}", log.count("false")));
  co_return;
}

CO_TEST(BoundedBuffer, WakesSomebodyWhoCanGoOn) {
  allow_blocking();
  step("one place, taken; two threads wait in put; two gets, at once");
  // In which order the threads go on is not up to the check: many rounds.
  for (int round = 0; round < 50; ++round) {
    BoundedBuffer buffer(1);
    buffer.put(1);
    std::jthread first([&] { buffer.put(2); });
    std::jthread second([&] { buffer.put(3); });
    std::this_thread::sleep_for(1ms);
    {
      const auto scope =
          awaiting({.expected = "each get returns: there are three items",
                    .if_stuck = "wakes-the-wrong-one"});
      buffer.get();
      buffer.get();
    }
    const auto scope = awaiting({.expected = "both threads have put"});
    first.join();
    second.join();
  }
  co_return;
}

CO_TEST(BoundedBuffer, PassesManyItems) {
  allow_blocking();
  constexpr std::size_t each = 2'000;
  BoundedBuffer buffer(1);
  std::mutex mutex;
  std::vector<int> taken;
  std::vector<std::jthread> consumers, producers;
  for (std::size_t i = 0; i < 3; ++i) {
    consumers.emplace_back([&] {
      while (const auto item = buffer.get()) {
        const std::lock_guard lock(mutex);
        taken.push_back(*item);
      }
    });
    producers.emplace_back([&, i] {
      for (std::size_t n = 0; n < each; ++n) {
        buffer.put(static_cast<int>(i * each + n));
      }
    });
  }
  step("three threads put {} items each, three others take them", each);
  const auto scope = awaiting({.expected = "all items are put and taken"});
  producers.clear();
  buffer.close();
  consumers.clear();
  std::ranges::sort(taken);
  const auto twice = std::ranges::adjacent_find(taken);
  expect(taken.size() == 3 * each && twice == taken.end(),
         expected("each of the {} items is taken once", 3 * each),
         seen("{} were taken", taken.size()));
  co_return;
}
