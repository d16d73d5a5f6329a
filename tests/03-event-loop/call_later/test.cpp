#include <course/work_for.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "call_later.hpp"
#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

/// Notes when it is called. The calls share it, as they may come late.
class Bell {
 public:
  std::function<void()> ring(std::string name = "the callback") const {
    return [times = times_, name] {
      step("{} is called", name);
      times->push_back(elapsed());
    };
  }
  std::size_t count() const { return times_->size(); }
  bool rang_once_at(std::chrono::nanoseconds t) const {
    return count() == 1 && times_->front() == t;
  }
  std::string told() const {
    if (times_->empty()) {
      return "it was never called";
    }
    std::vector<std::string> texts;
    for (const auto time : *times_) {
      texts.push_back(fmt::format("{}", time));
    }
    return "it was called at " + listed(texts);
  }

 private:
  std::shared_ptr<std::vector<std::chrono::nanoseconds>> times_ =
      std::make_shared<std::vector<std::chrono::nanoseconds>>();
};

}  // namespace

CO_TEST(CallLater, CallsOnceAfterTheDelay) {
  const Bell bell;
  step("call_later for 30.5 ms; its handle is kept");
  const TimerHandle handle =
      call_later(loop().get_executor(), 30500us, bell.ring());
  co_await pause(100ms);
  expect(bell.rang_once_at(30500us),
         expected("the callback is called once, at 30.5 ms"),
         seen("{}", bell.told()),
         means("timer-gone-and-called", bell.rang_once_at(0ms)),
         means("timer-gone", bell.count() == 0));
}

CO_TEST(CallLater, NeverCallsInside) {
  const Bell bell;
  step("call_later for 0 ms");
  const TimerHandle handle =
      call_later(loop().get_executor(), 0ms, bell.ring());
  step("call_later returns");
  expect(bell.count() == 0,
         expected("the callback is called when the loop has its turn"),
         seen("it was called inside call_later"),
         means("called-inside", true));
  co_await pause(10ms);
  expect(bell.rang_once_at(0ms),
         expected("the callback is called once, at 0 s"),
         seen("{}", bell.told()));
}

CO_TEST(CallLater, SurvivesItsHandle) {
  const Bell bell;
  step("call_later for 30 ms; its handle is thrown away");
  call_later(loop().get_executor(), 30ms, bell.ring());
  co_await pause(100ms);
  expect(bell.rang_once_at(30ms),
         expected("the callback is called once, at 30 ms"),
         seen("{}", bell.told()),
         means("handle-owns-timer", bell.count() == 0));
}

CO_TEST(CallLater, CancelStopsTheCall) {
  const Bell bell;
  step("call_later for 30 ms");
  const TimerHandle handle =
      call_later(loop().get_executor(), 30ms, bell.ring());
  co_await pause(10ms);
  step("the handle is cancelled");
  handle.cancel();
  co_await pause(100ms);
  expect(bell.count() == 0, expected("the callback is never called"),
         seen("{}", bell.told()),
         means("called-on-cancel", bell.rang_once_at(10ms)));
}

CO_TEST(CallLater, CancelsACallThatIsDue) {
  const Bell first, second;
  auto handle = std::make_shared<std::optional<TimerHandle>>();
  step("two calls, for 10 and 20 ms; the first one cancels the second");
  const TimerHandle kept =
      call_later(loop().get_executor(), 10ms,
                 [handle, ring = first.ring("the first callback")] {
                   ring();
                   step("the second one is cancelled");
                   (*handle)->cancel();
                 });
  *handle = call_later(loop().get_executor(), 20ms,
                       second.ring("the second callback"));
  step("the loop is busy until 30 ms: both are due when it looks");
  course::work_for(30ms);
  co_await pause(100ms);
  handle->reset();
  expect(first.count() == 1, expected("the first callback is called once"),
         seen("{}", first.told()));
  expect(second.count() == 0,
         expected("the second callback is not called: it was cancelled "
                  "before its turn"),
         seen("{}", second.told()),
         means("due-call-not-cancelled", second.rang_once_at(30ms)));
  const Bell third;
  step("call_later for 0 ms; the handle is cancelled at once");
  call_later(loop().get_executor(), 0ms, third.ring()).cancel();
  co_await pause(10ms);
  expect(third.count() == 0, expected("the callback is never called"),
         seen("{}", third.told()), means("cannot-cancel-zero", true));
}

CO_TEST(CallLater, LetsGoOfACancelledCallback) {
  auto connection = std::make_shared<int>(0);
  const std::weak_ptr<int> watched = connection;
  step("call_later for an hour, with a callback that holds a connection");
  std::optional<TimerHandle> handle =
      call_later(loop().get_executor(), 1h,
                 [connection = std::move(connection)] { ++*connection; });
  step("the handle is cancelled, and kept");
  handle->cancel();
  co_await pause(1ms);
  const bool gone = watched.expired();
  handle.reset();
  co_await pause(1ms);
  expect(gone, expected("the callback and its connection are gone"),
         seen("the callback still holds the connection"),
         means("handle-holds-callback", watched.expired()),
         means("cancelled-lives-on", !watched.expired()));
}

CO_TEST(CallLater, CancellingAgainDoesNothing) {
  const Bell bell;
  step("call_later for 30 ms");
  const TimerHandle handle =
      call_later(loop().get_executor(), 30ms, bell.ring());
  const std::vector<TimerHandle> copies(2, handle);
  co_await pause(50ms);
  step("the handle is cancelled, and two copies of it too");
  handle.cancel();
  for (const TimerHandle& copy : copies) {
    copy.cancel();
  }
  co_await pause(50ms);
  expect(bell.rang_once_at(30ms),
         expected("the callback was called once, at 30 ms"),
         seen("{}", bell.told()));
}

CO_TEST(CallLater, MayCancelItself) {
  auto handle = std::make_shared<std::optional<TimerHandle>>();
  auto destroyed = std::make_shared<bool>(false);
  auto message = std::make_shared<int>(0);
  step("call_later for 30 ms; the callback cancels its own handle");
  *handle = call_later(loop().get_executor(), 30ms,
                       [handle, destroyed, message = std::move(message)] {
                         bool* const result =
                             destroyed.get();  // outlives the callback
                         const auto* const self = handle.get();
                         const std::weak_ptr<int> own = message;
                         (*self)->cancel();
                         step("the callback goes on");
                         *result = own.expired();
                       });
  co_await pause(100ms);
  handle->reset();
  expect(!*destroyed, expected("the callback lives until it has returned"),
         seen("what it had captured was destroyed while it ran"),
         means("destroyed-while-running", true));
}
