#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "countdown.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

struct Announced {
  int number;
  std::chrono::nanoseconds at;
  bool operator==(const Announced&) const = default;
};

/// Writes down what is announced. The countdown keeps it alive, as it may
/// go on after the check has ended.
class Loudspeaker {
 public:
  explicit Loudspeaker(std::string name) : name_(std::move(name)) {}

  Announce announce() const {
    return [name = name_, heard = heard_](int number) {
      step("{} announces {}", name, number);
      heard->push_back({number, elapsed()});
    };
  }

  const std::vector<Announced>& heard() const { return *heard_; }

  std::string told() const {
    std::vector<std::string> texts;
    for (const Announced& announced : *heard_) {
      texts.push_back(
          fmt::format("{} at {}", announced.number, announced.at));
    }
    return listed(texts);
  }

 private:
  std::string name_;
  std::shared_ptr<std::vector<Announced>> heard_ =
      std::make_shared<std::vector<Announced>>();
};

using Heard = std::vector<Announced>;

}  // namespace

CO_TEST(Countdown, AnnouncesANumberEverySecond) {
  step("countdown(3) starts");
  const Loudspeaker speaker("it");
  co_await countdown(3, speaker.announce());
  co_await pause(10s);  // also hears a countdown that returned too early
  const Heard& heard = speaker.heard();
  expect(heard == Heard{{3, 0s}, {2, 1s}, {1, 2s}, {0, 3s}},
         expected("it announces 3 at 0 s, 2 at 1 s, 1 at 2 s, 0 at 3 s"),
         seen("it announced {}", speaker.told()),
         means("not-awaited",
               heard == Heard{{3, 0s}, {2, 0s}, {1, 0s}, {0, 0s}}),
         means("timer-not-set-again",
               heard == Heard{{3, 0s}, {2, 1s}, {1, 1s}, {0, 1s}}),
         means("no-lift-off", heard == Heard{{3, 0s}, {2, 1s}, {1, 2s}}),
         means("first-number-missing",
               heard == Heard{{2, 1s}, {1, 2s}, {0, 3s}}));
}

CO_TEST(Countdown, ReturnsAtLiftOff) {
  step("countdown(3) starts");
  const Loudspeaker speaker("it");
  co_await countdown(3, speaker.announce());
  step("countdown returns");
  expect(elapsed() == 3s,
         expected("countdown(3) returns at lift-off, at 3 s"),
         seen("it returned at {}", elapsed()),
         means("waits-after-lift-off", elapsed() == 4s),
         means("returns-early",
               elapsed() == 0s && speaker.heard().size() < 4));
}

CO_TEST(Countdown, RunsBesideAnotherCountdown) {
  const Loudspeaker first("the first"), second("the second");
  step("countdown(2) starts");
  asio::co_spawn(loop(), countdown(2, first.announce()), asio::detached);
  co_await pause(500ms);
  step("countdown(3) starts");
  asio::co_spawn(loop(), countdown(3, second.announce()), asio::detached);
  co_await pause(10s);
  const Heard alone{{2, 0s}, {1, 1s}, {0, 2s}};
  const Heard beside{{3, 500ms}, {2, 1500ms}, {1, 2500ms}, {0, 3500ms}};
  const bool apart = first.heard() == alone && second.heard() == beside;
  const bool on_time = !first.heard().empty() && !second.heard().empty() &&
                       first.heard().front() == alone.front() &&
                       second.heard().front() == beside.front();
  expect(apart,
         expected("each counts as if it were alone: the first announces 2, "
                  "1, 0 and the second 3, 2, 1, 0"),
         seen("the first announced {}; the second announced {}",
              first.told(), second.told()),
         means("number-shared", on_time));
}

CO_TEST(Countdown, LiftsOffAtOnceFromZero) {
  step("countdown(0) starts");
  const Loudspeaker speaker("it");
  co_await countdown(0, speaker.announce());
  step("countdown returns");
  expect(speaker.heard() == Heard{{0, 0s}},
         expected("it announces 0 at 0 s, and nothing else"),
         seen("it announced {}", speaker.told()));
  expect_equal(elapsed(), 0s, "the time it took");
}
