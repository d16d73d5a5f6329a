#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/work_for.hpp>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "check.hpp"
#include "chunked.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using std::chrono::nanoseconds;

/// Runs whenever the loop lets it, until the object ends, and notes when.
class Neighbour {
 public:
  Neighbour(asio::io_context& loop, nanoseconds work) {
    asio::co_spawn(loop, live(life_, work), asio::detached);
  }
  ~Neighbour() { life_->over = true; }
  Neighbour(const Neighbour&) = delete;
  Neighbour& operator=(const Neighbour&) = delete;

  std::size_t turns() const { return life_->turns.size(); }

  /// When it had turns, after the first moment and before now; two at the
  /// same time count once.
  std::vector<nanoseconds> times() const {
    std::vector<nanoseconds> different;
    for (const nanoseconds turn : life_->turns) {
      if (turn > 0ns && turn < elapsed() &&
          (different.empty() || different.back() != turn)) {
        different.push_back(turn);
      }
    }
    return different;
  }

  /// The longest time between two of its turns, until now.
  nanoseconds longest_gap() const {
    nanoseconds longest{}, last{};
    for (const nanoseconds turn : life_->turns) {
      longest = std::max(longest, turn - last);
      last = turn;
    }
    return std::max(longest, elapsed() - last);
  }

 private:
  struct Life {
    std::vector<nanoseconds> turns;
    bool over = false;
  };

  static asio::awaitable<void> live(std::shared_ptr<Life> life,
                                    nanoseconds work) {
    for (;;) {
      co_await asio::post(asio::use_awaitable);
      if (life->over) {
        co_return;
      }
      life->turns.push_back(elapsed());
      course::work_for(work);
    }
  }

  std::shared_ptr<Life> life_ = std::make_shared<Life>();
};

Piece piece_of(nanoseconds duration) {
  return [duration](std::size_t) { course::work_for(duration); };
}

std::vector<std::string> told(const std::vector<nanoseconds>& times) {
  std::vector<std::string> texts;
  texts.reserve(times.size());
  for (const nanoseconds time : times) {
    texts.push_back(fmt::format("{}", time));
  }
  return texts;
}

}  // namespace

CO_TEST(Chunked, CallsEachPieceInOrder) {
  step("chunked gets 8 pieces of 3 ms and turns of 10 ms");
  auto called = std::make_shared<std::vector<std::size_t>>();
  co_await chunked(
      8,
      [called](std::size_t i) {
        step("piece {}", i);
        called->push_back(i);
        course::work_for(3ms);
      },
      10ms);
  step("chunked returns");
  const nanoseconds took = elapsed();
  const std::size_t computed = called->size();
  std::vector<std::size_t> wanted(8);
  std::iota(wanted.begin(), wanted.end(), 0U);
  const bool all = *called == wanted;
  if (!all) {
    co_await pause(100ms);
  }
  expect(
      all,
      expected("pieces 0 to 7 are computed, in order, before it returns"),
      seen("it had computed {} of them", computed),
      means("returns-early", computed < 8 && *called == wanted));
  expect(took == 24ms, expected("it takes what the pieces take, 24 ms"),
         seen("it took {}", took), means("waits-for-time", took > 24ms));
  step("chunked gets no pieces");
  co_await chunked(0, piece_of(3ms), 10ms);
}

CO_TEST(Chunked, LetsOthersRunInTime) {
  step("chunked gets 12 pieces of 5 ms and turns of 10 ms");
  const Neighbour neighbour(loop(), 0ms);
  co_await chunked(12, piece_of(5ms), 10ms);
  const nanoseconds gap = neighbour.longest_gap();
  step("chunked returns; others had {} turns", neighbour.turns());
  expect(
      gap <= 10ms,
      expected("others get the thread after two pieces, 10 ms, each time"),
      seen("once they had to wait for {}", gap),
      means("never-gives-way", gap == 60ms),
      means("turn-too-long", gap == 15ms),
      means("counts-pieces", gap > 15ms && gap < 60ms));
}

CO_TEST(Chunked, DoesNotGiveWayTooOften) {
  step("chunked gets 100 pieces of 1 ms and turns of 10 ms");
  const Neighbour neighbour(loop(), 0ms);
  co_await chunked(100, piece_of(1ms), 10ms);
  const std::size_t turns = neighbour.turns();
  step("chunked returns");
  expect(turns < 50,
         expected("it gives way about ten times: every 10 ms of the 100"),
         seen("others had {} turns meanwhile", turns),
         means("after-each-piece", turns >= 99 && turns <= 101),
         means("turn-never-begins-again", turns > 80 && turns < 99));
}

CO_TEST(Chunked, CountsItsOwnTimeOnly) {
  step(
      "chunked gets 40 pieces of 1 ms and turns of 10 ms; its neighbour "
      "computes for 20 ms in each of its own turns");
  const Neighbour neighbour(loop(), 20ms);
  co_await chunked(40, piece_of(1ms), 10ms);
  const std::size_t turns = neighbour.turns();
  step("chunked returns");
  expect(
      turns < 16,
      expected("it gives way about four times: every 10 ms of its own 40"),
      seen("others had {} turns meanwhile", turns),
      means("others-time-counts", turns > 25));
}

CO_TEST(Chunked, MeasuresEachTurn) {
  const std::vector<nanoseconds> pieces = {6ms, 6ms, 25ms, 4ms,
                                           7ms, 1ms, 9ms,  1ms};
  step("chunked gets turns of 10 ms and pieces of {} ms",
       "6, 6, 25, 4, 7, 1, 9 and 1");
  const Neighbour neighbour(loop(), 0ms);
  co_await chunked(
      pieces.size(), [&](std::size_t i) { course::work_for(pieces[i]); },
      10ms);
  const auto changes = neighbour.times();
  step("chunked returns");
  using Times = std::vector<nanoseconds>;
  expect(
      changes == Times{12ms, 37ms, 48ms, 58ms},
      expected("it gives way after the pieces that end at 12, 37, 48 and "
               "58 ms: each turn takes 10 ms or a little longer"),
      seen("it gave way {}",
           changes.empty() ? "never"
                           : fmt::format("at {}", listed(told(changes)))),
      means("turn-carried-over",
            changes == Times{12ms, 37ms, 41ms, 48ms, 58ms}));
}

CO_TEST(Chunked, EndsWithTheErrorOfAPiece) {
  step("chunked gets 8 pieces; piece 3 will fail");
  auto called = std::make_shared<std::size_t>(0);
  std::string error = "none";
  try {
    co_await chunked(
        8,
        [called](std::size_t i) {
          ++*called;
          if (i == 3) {
            throw std::runtime_error("file 3 is damaged");
          }
        },
        10ms);
  } catch (const std::runtime_error& thrown) {
    error = thrown.what();
  }
  expect(
      error == "file 3 is damaged" && *called == 4,
      expected("the error of piece 3 leaves chunked, and pieces 4 to 7 "
               "are not computed"),
      seen("the error was {}, and {} pieces were computed", error, *called),
      means("error-swallowed", error == "none"));
}
