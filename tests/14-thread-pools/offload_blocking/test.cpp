#include <algorithm>
#include <boost/asio/post.hpp>
#include <course/gather.hpp>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "offload_blocking.hpp"

namespace {

using namespace course::testing;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using Names = std::vector<std::string>;

/// A disk whose pages take a while, and a screen; both note who calls.
class Viewer {
 public:
  struct Call {
    std::string page;
    bool on_the_loop;
    nanoseconds at;
  };

  /// A page that takes so long to read; a torn one cannot be read.
  void put(std::string page, milliseconds takes, bool torn = false) {
    pages_[std::move(page)] = {takes, torn};
  }

  ReadPage reader() {
    return [this](std::string name) {
      note(reads_, name, "is read");
      const Page page = pages_.at(name);
      if (page.takes > 0ms) {
        std::this_thread::sleep_for(page.takes);
      }
      if (page.torn) {
        step("{} cannot be read", name);
        throw std::runtime_error("torn page");
      }
      return "text of " + name;
    };
  }

  ShowPage screen() {
    return [this](std::string name, std::string text) {
      note(shown_, name, "is shown");
      const std::lock_guard lock(mutex_);
      texts_.push_back(std::move(text));
    };
  }

  std::vector<Call> reads() const { return copy(reads_); }
  std::vector<Call> shown() const { return copy(shown_); }

  Names texts() const {
    const std::lock_guard lock(mutex_);
    Names sorted = texts_;
    std::ranges::sort(sorted);
    return sorted;
  }

 private:
  struct Page {
    milliseconds takes{0};
    bool torn = false;
  };

  void note(std::vector<Call>& calls, const std::string& page,
            const char* what) {
    const bool on_the_loop = std::this_thread::get_id() == loop_thread_;
    step("{} {} on {}", page, what, on_the_loop ? "the loop" : "the pool");
    const std::lock_guard lock(mutex_);
    calls.push_back({page, on_the_loop, elapsed()});
  }

  std::vector<Call> copy(const std::vector<Call>& calls) const {
    const std::lock_guard lock(mutex_);
    return calls;
  }

  const std::thread::id loop_thread_ = std::this_thread::get_id();
  mutable std::mutex mutex_;
  std::map<std::string, Page> pages_;
  std::vector<Call> reads_, shown_;
  Names texts_;
};

/// intro, plan and index: two threads end them at 30, 20 and 35 ms.
void put_three_pages(Viewer& viewer) {
  viewer.put("intro", 30ms);
  viewer.put("plan", 20ms);
  viewer.put("index", 15ms);
}

const Names three_pages{"intro", "plan", "index"};

asio::awaitable<void> told(asio::awaitable<int> running) {
  const int shown = co_await std::move(running);
  step("offload_blocking returns {}", shown);
}

}  // namespace

CO_TEST(OffloadBlocking, ReadsOnThePool) {
  Viewer viewer;
  viewer.put("intro", 0ms);
  viewer.put("plan", 0ms);
  asio::thread_pool pool(1);
  step("the pool's only thread has other work until 10 ms");
  asio::post(pool, [] { std::this_thread::sleep_for(10ms); });
  step("offload_blocking gets intro and plan");
  co_await told(offload_blocking(pool, viewer.reader(), {"intro", "plan"},
                                 viewer.screen()));
  co_await pause(20ms);
  const auto reads = viewer.reads();
  const bool once = reads.size() == 2 && reads[0].page != reads[1].page;
  expect(once, expected("both pages are read, once each"),
         seen("there are {} reads", reads.size()));
  const bool on_the_loop =
      std::ranges::any_of(reads, &Viewer::Call::on_the_loop);
  const bool at_once = reads[0].at == 0ms;
  expect(!on_the_loop, expected("read_page is called on the pool's thread"),
         seen("it is called on the thread of the loop"),
         means("in-the-coroutine", at_once),
         means("straight-back", !at_once));
}

CO_TEST(OffloadBlocking, ShowsOnTheLoop) {
  Viewer viewer;
  viewer.put("intro", 10ms);
  viewer.put("plan", 5ms);
  asio::thread_pool pool(2);
  step("offload_blocking gets intro and plan");
  co_await told(offload_blocking(pool, viewer.reader(), {"intro", "plan"},
                                 viewer.screen()));
  co_await pause(20ms);
  const bool all_on_the_loop =
      std::ranges::all_of(viewer.shown(), &Viewer::Call::on_the_loop);
  expect(all_on_the_loop,
         expected("show_page is called on the thread of the loop"),
         seen("it is called on a thread of the pool"),
         means("stays-on-the-pool", true));
  expect_equal(viewer.texts(), Names{"text of intro", "text of plan"},
               "what is shown");
}

CO_TEST(OffloadBlocking, ReadsTogether) {
  Viewer viewer;
  put_three_pages(viewer);
  asio::thread_pool pool(2);
  step("a pool of two gets pages of 30, 20 and 15 ms");
  const int shown = co_await offload_blocking(pool, viewer.reader(),
                                              three_pages, viewer.screen());
  step("offload_blocking returns {}", shown);
  expect(elapsed() == 35ms,
         expected("two pages are read at a time, and the last one ends at "
                  "35 ms"),
         seen("it returned at {}", elapsed()),
         means("does-not-wait", elapsed() < 20ms),
         means("one-after-another", elapsed() == 65ms));
  expect_equal(shown, 3, "the number of pages shown");
}

CO_TEST(OffloadBlocking, ShowsEachPageAtOnce) {
  Viewer viewer;
  put_three_pages(viewer);
  asio::thread_pool pool(3);  // no queue: co_spawn reports behind it
  step("a pool of three gets pages of 30, 20 and 15 ms");
  co_await told(offload_blocking(pool, viewer.reader(), three_pages,
                                 viewer.screen()));
  const auto shown = viewer.shown();
  expect_equal(shown.size(), 3U, "the number of pages shown");
  const auto plan = std::ranges::find(shown, "plan", &Viewer::Call::page);
  expect(plan->at == 20ms,
         expected("plan is read at 20 ms, and shown then"),
         seen("it is shown at {}", plan->at),
         means("shows-late", plan->at == 30ms));
}

CO_TEST(OffloadBlocking, LeavesOutWhatCannotBeRead) {
  Viewer viewer;
  viewer.put("intro", 30ms);
  viewer.put("plan", 20ms, true);
  viewer.put("index", 15ms);
  asio::thread_pool pool(2);
  step("offload_blocking gets intro, plan and index; plan is torn");
  const auto scope = awaiting(
      {.expected = "plan is left out, and the other pages are shown",
       .if_thrown = "one-loses-all"});
  const int shown = co_await offload_blocking(pool, viewer.reader(),
                                              three_pages, viewer.screen());
  expect_equal(viewer.texts(), Names{"text of index", "text of intro"},
               "what is shown");
  expect_equal(shown, 2, "the number of pages shown");
}

CO_TEST(OffloadBlocking, ReturnsAtOnceWithoutPages) {
  Viewer viewer;
  asio::thread_pool pool(2);
  step("offload_blocking gets no pages");
  const int shown =
      co_await offload_blocking(pool, viewer.reader(), {}, viewer.screen());
  expect_equal(shown, 0, "the number of pages shown");
  expect_equal(elapsed(), 0ms, "the time it took");
}
