#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "priority_queue.hpp"

namespace {

using namespace course::testing;

using Names = std::vector<std::string>;

void put_all(PriorityQueue& queue, std::vector<Order> orders) {
  for (Order& order : orders) {
    step("put: {}, priority {}", order.name, order.priority);
    queue.put(std::move(order));
  }
}

asio::awaitable<Names> get_all(PriorityQueue& queue, std::size_t count) {
  Names names;
  while (names.size() < count) {
    const Order order = co_await queue.get();
    step("get: {}", order.name);
    names.push_back(order.name);
  }
  co_return names;
}

/// One get, whose end is remembered.
asio::awaitable<void> wait_for_order(PriorityQueue& queue, std::string who,
                                     Names& served) {
  step("{} waits for an order", who);
  const Order order = co_await queue.get();
  step("{} gets {}", who, order.name);
  served.push_back(who);
}

}  // namespace

CO_TEST(PriorityQueue, GivesTheMostUrgentFirst) {
  PriorityQueue queue(loop().get_executor());
  put_all(queue, {{5, "door"}, {1, "brake"}, {3, "light"}});
  const Names names = co_await get_all(queue, 3);
  expect(names == Names{"brake", "light", "door"},
         expected("brake comes first, then light, then door"),
         seen("they come as {}", fmt::join(names, ", ")),
         means("largest-first", names == Names{"door", "light", "brake"}),
         means("first-come", names == Names{"door", "brake", "light"}));
}

CO_TEST(PriorityQueue, KeepsTheOrderAmongEquals) {
  PriorityQueue queue(loop().get_executor());
  put_all(queue, {{3, "lamp"},
                  {3, "horn"},
                  {3, "seat"},
                  {1, "brake"},
                  {3, "bell"},
                  {3, "mirror"}});
  const Names names = co_await get_all(queue, 6);
  const bool by_name =
      names == Names{"brake", "bell", "horn", "lamp", "mirror", "seat"};
  expect(
      names == Names{"brake", "lamp", "horn", "seat", "bell", "mirror"},
      expected("after brake the five of priority 3 come as they were put: "
               "lamp, horn, seat, bell, mirror"),
      seen("they come as {}", fmt::join(names, ", ")),
      means("equals-by-name", by_name),
      means("equals-mixed", names.front() == "brake"));
}

CO_TEST(PriorityQueue, WaitsForAnOrder) {
  PriorityQueue queue(loop().get_executor());
  Names served;
  asio::co_spawn(loop(), wait_for_order(queue, "ada", served),
                 asio::detached);
  co_await pause(12'507us);
  put_all(queue, {{3, "light"}});
  co_await pause(1us);
  const bool at_once = !served.empty();
  co_await pause(1s);
  expect(at_once,
         expected("ada gets the order when it is put, at 12.507 "
                  "ms"),
         served.empty() ? seen("a second later she still waits")
                        : seen("she gets it later"),
         means("nobody-wakes", served.empty()),
         means("polls", !served.empty()));
}

CO_TEST(PriorityQueue, ServesEverybodyWhoWaits) {
  PriorityQueue queue(loop().get_executor());
  Names served;
  for (const char* who : {"ada", "bob"}) {
    asio::co_spawn(loop(), wait_for_order(queue, who, served),
                   asio::detached);
  }
  co_await pause(1ms);
  put_all(queue, {{3, "light"}, {3, "horn"}});
  co_await pause(1ms);
  expect(served == Names{"ada", "bob"},
         expected("both get an order, ada first: she has waited longer"),
         seen("served are: {}", fmt::join(served, ", ")),
         means("one-wake-lost", served.size() == 1));
}

CO_TEST(PriorityQueue, WakesNobodyForNothing) {
  PriorityQueue queue(loop().get_executor());
  Names served;
  for (const char* who : {"ada", "bob"}) {
    asio::co_spawn(loop(), wait_for_order(queue, who, served),
                   asio::detached);
  }
  co_await pause(1ms);
  put_all(queue, {{3, "light"}});
  const auto scope =
      awaiting({.expected = "ada gets the order and bob waits on",
                .if_thrown = "woken-for-nothing"});
  co_await pause(1ms);
  expect(served == Names{"ada"},
         expected("ada gets the order and bob waits on"),
         seen("served are: {}", fmt::join(served, ", ")),
         means("woken-for-nothing", served.size() == 2));
  put_all(queue, {{5, "door"}});
  co_await pause(1ms);
  expect(served == Names{"ada", "bob"}, expected("bob gets the next order"),
         seen("served are: {}", fmt::join(served, ", ")),
         means("one-wake-lost", served.size() == 1));
}

CO_TEST(PriorityQueue, LetsNobodyPushIn) {
  PriorityQueue queue(loop().get_executor());
  Names served;
  asio::co_spawn(loop(), wait_for_order(queue, "ada", served),
                 asio::detached);
  co_await pause(1ms);
  put_all(queue, {{3, "light"}});
  asio::co_spawn(loop(), wait_for_order(queue, "eve", served),
                 asio::detached);
  co_await pause(1ms);
  expect(served == Names{"ada"},
         expected("ada, who has waited, gets the light, and eve waits"),
         seen("served are: {}", fmt::join(served, ", ")),
         means("pushes-in", served == Names{"eve"}));
  put_all(queue, {{3, "horn"}});
  co_await pause(1ms);
  expect(served == Names{"ada", "eve"}, expected("eve gets the next order"),
         seen("served are: {}", fmt::join(served, ", ")));
}
