#include <algorithm>
#include <course/work_for.hpp>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "check.hpp"
#include "strand_counter.hpp"

namespace {

using namespace course::testing;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

/// One call of a parse function or of add.
struct Call {
  std::string what;
  nanoseconds begin;
  nanoseconds end;
  std::thread::id thread;
};

/// Documents that take as long as they are told to, and an index whose add
/// takes `adding`. Remembers who was called when, and on which thread.
class Index {
 public:
  explicit Index(milliseconds adding) : adding_(adding) {}

  Parse document(std::string name, milliseconds duration, int words) {
    return [=, this] {
      record("parse " + name, duration);
      return words;
    };
  }

  Add add() {
    return [this](int words) {
      words_ += words;  // no lock: see Add
      ++added_;
      record("add", adding_);
    };
  }

  int words() const { return words_; }
  int added() const { return added_; }

  /// The calls of `what` in the order in which they began.
  std::vector<Call> calls(const std::string& what) const {
    const std::lock_guard lock(mutex_);
    std::vector<Call> found;
    std::ranges::copy_if(
        calls_, std::back_inserter(found),
        [&](const Call& call) { return call.what.starts_with(what); });
    std::ranges::sort(found, {}, &Call::begin);
    return found;
  }

  /// Tells the calls as steps, and draws them.
  void tell(course::Trace& trace) const {
    auto all = calls("");
    std::ranges::sort(all, {}, [](const Call& call) {
      return std::pair(call.begin, call.what);
    });
    for (const Call& call : all) {
      step("{} from {} to {}", call.what, call.begin, call.end);
      trace.add(call.what, course::Kind::exec, call.begin, call.end);
    }
  }

 private:
  void record(const std::string& what, milliseconds duration) {
    const nanoseconds begin = elapsed();
    course::work_for(duration);
    const std::lock_guard lock(mutex_);
    calls_.push_back({what, begin, elapsed(), std::this_thread::get_id()});
  }

  const milliseconds adding_;
  mutable std::mutex mutex_;
  std::vector<Call> calls_;
  int words_ = 0;
  int added_ = 0;
};

bool any_on(const std::vector<Call>& calls, std::thread::id thread) {
  return std::ranges::any_of(
      calls, [&](const Call& call) { return call.thread == thread; });
}

}  // namespace

CO_TEST(StrandCounter, AddsAllDocuments) {
  Index index(5ms);
  asio::thread_pool pool(2);
  const auto thread = std::this_thread::get_id();
  step("count_words gets three documents of 100, 20 and 3 words");
  co_await count_words(
      pool,
      {index.document("A", 10ms, 100), index.document("B", 30ms, 20),
       index.document("C", 50ms, 3)},
      index.add());
  const nanoseconds returned = elapsed();
  step("count_words returns");
  const bool on_the_loop = std::this_thread::get_id() == thread;
  pool.join();
  expect(returned >= 65ms,
         expected("count_words returns when the last document is added, at "
                  "65 ms"),
         seen("it returned at {}", returned),
         means("returns-early", returned < 60ms));
  expect_equal(index.added(), 3, "the number of documents added");
  expect_equal(index.words(), 123, "the number of words");
  expect(on_the_loop,
         expected("its caller goes on where it was, on the event loop"),
         seen("it goes on on another thread"));
}

CO_TEST(StrandCounter, ParsesInParallel) {
  allow_blocking();
  Index index(10ms);
  asio::thread_pool pool(2);
  const auto thread = std::this_thread::get_id();
  step("count_words gets two documents, of 30 and 50 ms, and two threads");
  co_await count_words(
      pool, {index.document("A", 30ms, 1), index.document("B", 50ms, 2)},
      index.add());
  index.tell(trace());
  const auto parsed = index.calls("parse");
  const bool by_the_loop = any_on(parsed, thread);
  expect(
      elapsed() == 60ms,
      expected("both are parsed from 0 on, and the last is added at "
               "60 ms"),
      seen("count_words returned at {}", elapsed()),
      means("stays-on-the-loop", by_the_loop),
      means("nothing-in-parallel", !by_the_loop && parsed.size() == 2 &&
                                       parsed[1].begin >= parsed[0].end));
  const bool added_by_the_loop = any_on(index.calls("add"), thread);
  expect(!added_by_the_loop, expected("the pool adds, too"),
         seen("the caller's thread does"),
         means("adds-on-the-loop", added_by_the_loop));
}

CO_TEST(StrandCounter, AddsOneAtATime) {
  allow_blocking();
  Index index(10ms);
  asio::thread_pool pool(2);
  step("A is parsed at 30 ms, B at 35 ms; adding each takes 10 ms");
  co_await count_words(
      pool, {index.document("A", 30ms, 1), index.document("B", 35ms, 2)},
      index.add());
  index.tell(trace());
  const auto added = index.calls("add");
  expect(added.size() == 2 && added[1].begin >= added[0].end,
         expected("the second add begins when the first has ended"),
         seen("they begin at {} and {}", added.front().begin,
              added.back().begin),
         means("two-at-a-time",
               added.size() == 2 && added[1].begin < added[0].end));
}

CO_TEST(StrandCounter, ParsesWhileOneAdds) {
  allow_blocking();
  Index index(30ms);
  asio::thread_pool pool(2);
  step("parsing A, B and C takes 10, 15 and 20 ms, adding each 30 ms");
  co_await count_words(
      pool,
      {index.document("A", 10ms, 1), index.document("B", 15ms, 2),
       index.document("C", 20ms, 3)},
      index.add());
  const auto parsed = index.calls("parse C");
  const auto added = index.calls("add");
  expect(parsed.at(0).begin < added.at(0).end,
         expected("C is parsed while A or B is added, which ends at {}",
                  added[0].end),
         seen("it is parsed from {} on", parsed[0].begin),
         means("a-thread-waits", parsed[0].begin == added[0].end));
  expect(added[1].begin >= added[0].end && added[2].begin >= added[1].end,
         expected("one document is added at a time"),
         seen("the calls of add begin at {}, {} and {}", added[0].begin,
              added[1].begin, added[2].begin));
}

CO_TEST(StrandCounter, ReturnsAtOnceWithoutDocuments) {
  Index index(10ms);
  asio::thread_pool pool(2);
  step("count_words gets no documents");
  const auto scope = awaiting({.expected = "count_words returns at once",
                               .if_stuck = "empty-never-ends"});
  co_await count_words(pool, {}, index.add());
  expect_equal(elapsed(), 0ms, "the time it took");
  expect_equal(index.added(), 0, "the number of documents added");
}
