#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <course/traced.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "event.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

constexpr auto never = -1ns;

/// Somebody who waits, and what became of it.
struct Waiter {
  explicit Waiter(std::string name) : name(std::move(name)) {}

  std::string name;
  std::chrono::nanoseconds went_on_at = never;
  bool cancelled = false;
  asio::cancellation_signal signal;

  bool went_on() const { return went_on_at >= 0ns; }
};

using WaiterPtr = std::shared_ptr<Waiter>;

asio::awaitable<void> waits(WaiterPtr waiter,
                            std::shared_ptr<Event> event) {
  step("{} waits", waiter->name);
  try {
    co_await course::traced(Check::running()->trace(), waiter->name,
                            event->wait());
    waiter->went_on_at = elapsed();
    step("{} goes on", waiter->name);
  } catch (const boost::system::system_error& error) {
    waiter->cancelled = error.code() == asio::error::operation_aborted;
    step("{}: {}", waiter->name, error.code().message());
  }
}

/// Somebody who begins to wait now.
WaiterPtr start(std::string name, const std::shared_ptr<Event>& event) {
  const auto waiter = std::make_shared<Waiter>(std::move(name));
  asio::co_spawn(
      Check::running()->loop(), waits(waiter, event),
      asio::bind_cancellation_slot(waiter->signal.slot(), asio::detached));
  return waiter;
}

std::shared_ptr<Event> new_event() {
  return std::make_shared<Event>(Check::running()->loop().get_executor());
}

void set(const std::shared_ptr<Event>& event) {
  step("set()");
  event->set();
}

void clear(const std::shared_ptr<Event>& event) {
  step("clear()");
  event->clear();
}

template <class... Meanings>
void expect_waiting(const WaiterPtr& waiter, Meanings... meanings) {
  expect(!waiter->went_on() && !waiter->cancelled,
         expected("{} waits", waiter->name),
         waiter->cancelled ? seen("its wait was cancelled")
                           : seen("it went on at {}", waiter->went_on_at),
         meanings...);
}

template <class... Meanings>
void expect_went_on(const WaiterPtr& waiter, std::chrono::nanoseconds at,
                    Meanings... meanings) {
  expect(waiter->went_on_at == at,
         expected("{} goes on at {}", waiter->name, at),
         waiter->went_on()   ? seen("it goes on at {}", waiter->went_on_at)
         : waiter->cancelled ? seen("its wait was cancelled")
                             : seen("at {} it still waits", elapsed()),
         meanings...);
}

}  // namespace

CO_TEST(Event, LetsEverybodyGoOn) {
  const auto event = new_event();
  expect(!event->is_set(), expected("a new event is not set"),
         seen("is_set() is true"));
  const auto ada = start("Ada", event);
  const auto grace = start("Grace", event);
  co_await pause(10ms);
  const auto barbara = start("Barbara", event);
  co_await pause(5ms);
  expect_waiting(ada);
  set(event);
  expect(event->is_set(), expected("after set() is_set() is true"),
         seen("it is false"));
  co_await pause(20ms);
  const bool all_aborted =
      ada->cancelled && grace->cancelled && barbara->cancelled;
  const int awake = ada->went_on() + grace->went_on() + barbara->went_on();
  for (const auto& waiter : {ada, grace, barbara}) {
    expect_went_on(waiter, 15ms, means("wakes-one", awake == 1),
                   means("wakes-by-an-error", all_aborted),
                   means("polls", awake == 3 && waiter->went_on_at > 15ms));
  }
}

CO_TEST(Event, StaysSet) {
  const auto event = new_event();
  set(event);
  const auto ada = start("Ada", event);
  co_await pause(10ms);
  expect_went_on(ada, 0ms, means("forgets", !ada->went_on()));
  const auto grace = start("Grace", event);
  co_await pause(1ms);
  expect_went_on(grace, 10ms);
}

CO_TEST(Event, WaitsAgainAfterClear) {
  const auto event = new_event();
  set(event);
  clear(event);
  const auto ada = start("Ada", event);
  co_await pause(10ms);
  expect_waiting(ada, means("cannot-be-cleared", ada->went_on()));
  expect(!event->is_set(), expected("after clear() is_set() is false"),
         seen("it is true"), means("clear-not-remembered", true));
  set(event);
  co_await pause(10ms);
  expect_went_on(ada, 10ms);
}

CO_TEST(Event, LetsGoThoughItIsClearedAtOnce) {
  const auto event = new_event();
  const auto ada = start("Ada", event);
  co_await pause(10ms);
  set(event);
  clear(event);
  const auto grace = start("Grace", event);
  co_await pause(30ms);
  expect_went_on(ada, 10ms,
                 means("looks-again", !ada->went_on() && !ada->cancelled));
  expect_waiting(grace);
}

CO_TEST(Event, MayBeSetTwice) {
  const auto event = new_event();
  const auto ada = start("Ada", event);
  co_await pause(10ms);
  clear(event);
  set(event);
  {
    const auto scope = awaiting({.expected = "a second set() does nothing",
                                 .if_thrown = "second-set-throws"});
    set(event);
  }
  const auto grace = start("Grace", event);
  co_await pause(10ms);
  expect_went_on(ada, 10ms, means("loses-the-round", !ada->went_on()));
  expect_went_on(grace, 10ms,
                 means("second-set-undoes", !grace->went_on()));
  clear(event);
  clear(event);
  const auto barbara = start("Barbara", event);
  co_await pause(10ms);
  expect_waiting(barbara);
  set(event);
  co_await pause(10ms);
  expect_went_on(barbara, 30ms);
}

CO_TEST(Event, LetsOneLeave) {
  const auto event = new_event();
  const auto ada = start("Ada", event);
  const auto grace = start("Grace", event);
  co_await pause(10ms);
  step("Ada is cancelled");
  ada->signal.emit(asio::cancellation_type::all);
  co_await pause(5ms);
  expect(ada->cancelled,
         expected("the wait of Ada ends with operation_aborted"),
         ada->went_on() ? seen("it goes on as if the event were set")
                        : seen("it waits on"),
         means("cancelled-goes-on", ada->went_on()));
  expect_waiting(grace, means("all-leave-together", grace->cancelled));
  expect(!event->is_set(), expected("the event is not set"),
         seen("is_set() is true"),
         means("all-leave-together", grace->cancelled));
  set(event);
  co_await pause(10ms);
  expect_went_on(grace, 15ms);
}
