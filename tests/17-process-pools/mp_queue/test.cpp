#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <course/shared_memory.hpp>
#include <numeric>
#include <string>
#include <vector>

#include "crew.hpp"
#include "mp_queue.hpp"
#include "real_check.hpp"
#include "stepping.hpp"

namespace {

using namespace course::testing;

constexpr std::size_t most_items = 2000;

/// Most places inside put or get at which a process is stopped. A fork
/// takes long under AddressSanitizer, which looks for other mistakes.
#if __has_feature(address_sanitizer)
constexpr std::size_t most_stops = 8;
#else
constexpr std::size_t most_stops = 24;
#endif

/// For checks that start dozens of processes: they take a second on an idle
/// machine and longer on a busy one.
constexpr auto much_work = 25s;

/// Where the check's processes write down what they have done.
struct Board {
  std::atomic<int> put{0};      ///< items that are in
  std::atomic<int> taken{0};    ///< items that are out
  std::atomic<int> nothing{0};  ///< how often get returned nothing
  std::array<std::atomic<int>, most_items> items{};
  std::atomic<bool> stopped{false};  ///< inside put or get
  std::atomic<std::size_t> changes{0};
  std::array<std::atomic<long>, 256> changing_steps{};
};

/// A queue, its board and its crew. Members end in the opposite order: the
/// children first.
struct Scene {
  explicit Scene(std::size_t maxsize) : queue(maxsize) {}

  void puts(int first, int last) {
    crew.start([this, first, last] {
      for (int item = first; item <= last; ++item) {
        queue.put(item);
        ++board->put;
      }
    });
  }

  /// Takes so many items, or fewer if there is nothing more.
  void gets(int most) {
    crew.start([this, most] {
      for (int i = 0; i < most; ++i) {
        const std::optional<int> item = queue.get();
        if (!item) {
          ++board->nothing;
          return;
        }
        board->items.at(static_cast<std::size_t>(board->taken++)) = *item;
      }
    });
  }

  void closes() {
    crew.start([this] { queue.close(); });
  }

  std::vector<int> taken() {
    return {board->items.begin(), board->items.begin() + board->taken};
  }

  course::SharedMemory<Board> board;
  std::vector<SharedRegion> others = shared_regions();
  MpQueue<int> queue;
  Crew crew;
};

/// Notes in a scene what a child puts (a number) or gets (0).
void act(Scene& scene, int item) {
  if (item != 0) {
    scene.queue.put(item);
    ++scene.board->put;
  } else {
    const auto place = static_cast<std::size_t>(scene.board->taken++);
    scene.board->items.at(place) = scene.queue.get().value_or(-1);
  }
}

/// A child takes the last step of `act` that is worth a stop: it notes
/// after how many instructions the queue's memory changes.
std::vector<long> steps_to_stop_at(int filled, int item) {
  Scene scene(4);
  scene.puts(1, filled);
  scene.crew.settle();
  scene.crew.start([&] {
    std::vector<SharedRegion> regions = shared_regions();
    std::erase_if(regions, [&](const SharedRegion& region) {
      return std::ranges::count(scene.others, region) != 0;
    });
    ChangeWatch watch(regions);
    Board& board = *scene.board.operator->();
    run_in_steps([&] { act(scene, item); },
                 [&](long step) {
                   if (watch.changed() &&
                       board.changes < board.changing_steps.size()) {
                     board.changing_steps[board.changes] = step;
                     ++board.changes;
                   }
                 });
  });
  scene.crew.settle();
  // Before a change its process has read the old value, after it the next
  // change is due.
  std::vector<long> all;
  for (std::size_t i = 0; i < scene.board->changes; ++i) {
    all.push_back(scene.board->changing_steps.at(i) - 1);
    all.push_back(scene.board->changing_steps.at(i));
  }
  std::vector<long> some{0};  // no stop at all
  const std::size_t size = std::min(all.size(), most_stops);
  for (std::size_t i = 0; i < size; ++i) {
    some.push_back(all[i * all.size() / size]);
  }
  return some;
}

/// A child is stopped inside `act`, and meanwhile others act as well.
/// @return what they have taken in the end, sorted
std::vector<int> taken_around_a_stop(long stop, int filled, int item,
                                     const std::vector<int>& others) {
  std::array<int, 2> gate{};
  expect_equal(::pipe(gate.data()), 0, "the result of pipe");
  std::vector<int> taken;
  {
    Scene scene(4);
    scene.puts(1, filled);
    scene.crew.settle();
    scene.crew.start([&] {
      run_in_steps([&] { act(scene, item); },
                   [&](long step) {
                     char byte = 0;
                     if (step == stop) {
                       scene.board->stopped = true;
                       ::syscall(SYS_read, gate[0], &byte, 1);
                     }
                   });
    });
    scene.crew.pause();
    for (const int other : others) {
      scene.crew.start([&] { act(scene, other); });
      scene.crew.pause();
    }
    (void)::write(gate[1], "g", 1);
    scene.crew.settle();
    taken = scene.taken();
  }
  ::close(gate[0]);
  ::close(gate[1]);
  std::ranges::sort(taken);
  return taken;
}

/// A stub throws in this process, too, where it is heard.
void try_in_this_process() {
  MpQueue<int> queue(1);
  queue.put(0);
}

}  // namespace

REAL_TEST(MpQueue, KeepsTheOrder) {
  try_in_this_process();
  Scene scene(8);
  step("a child puts 1, 2, 3 and then gets three times");
  scene.crew.start([&] {
    for (const int item : {1, 2, 3}) {
      scene.queue.put(item);
    }
    for (const std::size_t place : {0U, 1U, 2U}) {
      scene.board->items.at(place) = scene.queue.get().value_or(-1);
      ++scene.board->taken;
    }
  });
  scene.crew.settle();
  const std::vector<int> taken = scene.taken();
  expect(taken == std::vector{1, 2, 3},
         expected("the items leave as they came: 1, 2, 3"),
         seen("they leave as {}", taken),
         means("last-first", taken == std::vector{3, 2, 1}));
  co_return;
}

REAL_TEST(MpQueue, BringsAnItemToAnotherProcess) {
  Scene scene(8);
  step("a child puts 7");
  scene.puts(7, 7);
  scene.crew.settle();
  expect_equal(scene.board->put.load(), 1,
               "the number of items that are in");
  step("another child gets");
  scene.gets(1);
  scene.crew.settle();
  const int taken = scene.board->taken;
  expect(taken == 1, expected("the other child gets the item"),
         scene.board->nothing == 1 ? seen("get returned nothing")
                                   : seen("it waits, as if there was none"),
         means("own-copy", true));
  expect_equal(scene.taken(), std::vector{7}, "what it gets");
  co_return;
}

REAL_TEST(MpQueue, WaitsWhileItIsEmpty) {
  Scene scene(2);
  step("a child gets from an empty queue");
  scene.gets(1);
  const std::size_t waiting = scene.crew.settle();
  expect(waiting == 1, expected("it waits"),
         scene.board->nothing == 1 ? seen("get returned nothing")
                                   : seen("it has ended"),
         means("does-not-wait", scene.board->nothing == 1));
  step("another one puts 5");
  scene.puts(5, 5);
  scene.crew.settle();
  const bool put = scene.board->put == 1;
  const bool taken = scene.board->taken == 1;
  expect(put, expected("there is a place, so the item is put at once"),
         seen("put does not return"), means("waits-with-the-lock", !taken));
  expect(taken, expected("the child that waits wakes up and gets it"),
         seen("it sleeps on"), means("private-wait", true));
  expect_equal(scene.taken(), std::vector{5}, "what it gets");
  co_return;
}

REAL_TEST(MpQueue, WaitsWhileItIsFull) {
  Scene scene(2);
  step("a child puts 1, 2, 3 into a queue of 2");
  scene.puts(1, 3);
  scene.crew.settle();
  const int put = scene.board->put;
  expect(put == 2, expected("two items are in, and the third one waits"),
         seen("{} are in", put), means("ignores-maxsize", put == 3));
  step("another one gets one item");
  scene.gets(1);
  scene.crew.settle();
  expect(scene.board->taken == 1, expected("it gets an item"),
         seen("it waits, though the queue is full"));
  expect(scene.board->put == 3,
         expected("there is a place now, and the third item is put"),
         seen("the producer sleeps on"), means("full-for-ever", true));
  co_return;
}

REAL_TEST(MpQueue, LetsNobodyComeBetweenInPut) {
  be_patient_for(much_work);
  try_in_this_process();
  step(
      "a child is stopped in the middle of put 1; another one puts 2, and "
      "two get");
  const auto scope =
      awaiting({.expected = "all of them come to their end"});
  for (const long stop : steps_to_stop_at(0, 1)) {
    const auto taken = taken_around_a_stop(stop, 0, 1, {2, 0, 0});
    expect(taken == std::vector{1, 2},
           expected("1 and 2 are taken, wherever the child was stopped"),
           seen("what is taken is {}", taken), means("no-lock", stop != 0));
  }
  co_return;
}

REAL_TEST(MpQueue, LetsNobodyComeBetweenInGet) {
  be_patient_for(much_work);
  try_in_this_process();
  step(
      "a child is stopped in the middle of a get that could have 1 or 2; "
      "another one gets");
  const auto scope =
      awaiting({.expected = "all of them come to their end"});
  for (const long stop : steps_to_stop_at(2, 0)) {
    const auto taken = taken_around_a_stop(stop, 2, 0, {0});
    expect(taken == std::vector{1, 2},
           expected("one gets 1 and the other 2, wherever the child was "
                    "stopped"),
           seen("what is taken is {}", taken),
           means("lock-given-back", stop != 0));
  }
  co_return;
}

REAL_TEST(MpQueue, GivesEachItemToOneProcess) {
  be_patient_for(much_work);
  Scene scene(4);
  step("two children put 500 items each, three children get");
  scene.puts(1, 500);
  scene.puts(501, 1000);
  scene.gets(most_items);
  scene.gets(most_items);
  scene.gets(most_items);
  scene.crew.settle();
  std::vector<int> taken = scene.taken();
  expect_equal(taken.size(), 1000U, "the number of items that are taken");
  std::ranges::sort(taken);
  std::vector<int> all(1000);
  std::iota(all.begin(), all.end(), 1);
  expect(taken == all, expected("each item is taken once"),
         seen("one is taken twice, and another one never"));
  co_return;
}

REAL_TEST(MpQueue, HandsOutWhatIsLeftWhenClosed) {
  Scene scene(4);
  step("a child puts 1, 2, 3, and another one closes the queue");
  scene.puts(1, 3);
  scene.crew.settle();
  scene.closes();
  scene.crew.settle();
  step("a third one gets until there is nothing");
  scene.gets(10);
  const std::size_t waiting = scene.crew.settle();
  const std::vector<int> taken = scene.taken();
  expect(taken == std::vector{1, 2, 3},
         expected("it gets 1, 2, 3, which were put before the end"),
         seen("it gets {}", taken),
         means("close-loses-items", taken.empty()));
  expect(waiting == 0, expected("then get returns nothing"),
         seen("it waits for more"));
  co_return;
}

REAL_TEST(MpQueue, EndsForEverybodyWhoWaits) {
  Scene scene(4);
  step("three children wait for an item");
  for (int i = 0; i < 3; ++i) {
    scene.gets(1);
  }
  scene.crew.settle();
  step("the queue is closed");
  scene.closes();
  scene.crew.settle();
  const int ended = scene.board->nothing;
  expect(ended == 3, expected("get returns nothing to all three"),
         seen("{} of them have heard of it", ended),
         means("wakes-one", ended == 1));
  step("a child comes late");
  scene.gets(1);
  scene.crew.settle();
  expect_equal(scene.board->nothing.load(), 4,
               "the number of those who got nothing");
  co_return;
}
