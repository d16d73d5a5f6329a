#include <boost/asio/co_spawn.hpp>
#include <course/traced.hpp>
#include <memory>
#include <stdexcept>
#include <string>

#include "check.hpp"
#include "jobs.hpp"
#include "relay.hpp"

namespace {

using namespace course::testing;

/// What a leg does: it waits, and adds `adds` to the baton or fails.
struct LegPlan {
  std::string name;
  std::chrono::nanoseconds takes;
  std::string adds;
  std::string fails_with = {};
};

asio::awaitable<std::string> run_leg(LegPlan plan, std::string baton) {
  step("{} gets {}", plan.name, in_quotes(baton));
  Check& check = *Check::running();
  co_await course::traced(check.trace(), plan.name, pause(plan.takes));
  if (!plan.fails_with.empty()) {
    step("{} fails: {}", plan.name, plan.fails_with);
    throw std::runtime_error(plan.fails_with);
  }
  baton += ", " + plan.adds;
  step("{} returns {}", plan.name, in_quotes(baton));
  co_return baton;
}

Leg leg(LegPlan plan) {
  return [plan = std::move(plan)](std::string baton) {
    return run_leg(plan, std::move(baton));
  };
}

Leg cook(std::string fails_with = "") {
  return leg({"cook", 30ms, "cooked", std::move(fails_with)});
}

Leg plate(std::string fails_with = "") {
  return leg({"plate", 10ms, "plated", std::move(fails_with)});
}

Leg serve() {
  return leg({"serve", 20ms, "served"});
}

asio::awaitable<std::string> told(asio::awaitable<std::string> running) {
  std::string result = co_await std::move(running);
  step("relay returns {}", in_quotes(result));
  co_return result;
}

/// How often the story says "NAME gets".
int starts_of(const std::string& name) {
  int count = 0;
  for (const Step& step : story().steps()) {
    count += step.text.starts_with(name + " gets") ? 1 : 0;
  }
  return count;
}

/// A relay that is awaited and its error, if any.
struct Ended {
  std::string result;
  std::string error;
};

asio::awaitable<Ended> ended(asio::awaitable<std::string> running) {
  try {
    co_return Ended{.result = co_await told(std::move(running)),
                    .error = ""};
  } catch (const std::runtime_error& error) {
    step("relay throws: {}", error.what());
    co_return Ended{.result = "", .error = error.what()};
  }
}

}  // namespace

CO_TEST(Relay, HandsEachResultOn) {
  step("relay gets \"soup\" and the legs cook, plate, serve");
  const std::string result =
      co_await told(relay("soup", cook(), plate(), serve()));
  expect(result == "soup, cooked, plated, served",
         expected("relay returns \"soup, cooked, plated, served\""),
         seen("it returned {}", in_quotes(result)),
         means("all-at-once", elapsed() == 30ms),
         means("same-baton", result == "soup, served"),
         means("last-result-dropped", result == "soup, cooked, plated" &&
                                          starts_of("serve") == 1));
}

CO_TEST(Relay, RunsEachLegOnceAndInTurn) {
  step("relay gets \"soup\" and the legs cook, plate, serve");
  co_await told(relay("soup", cook(), plate(), serve()));
  const int starts =
      starts_of("cook") + starts_of("plate") + starts_of("serve");
  expect(
      elapsed() == 60ms && starts == 3,
      expected("the legs take 30, 10 and 20 ms, one after the other: "
               "relay returns at 60 ms"),
      seen("{} legs started, and relay returned at {}", starts, elapsed()),
      means("leg-runs-twice", starts > 3));
  expect_model(course::Model::asynchronous);
}

CO_TEST(Relay, PassesOnTheErrorOfALeg) {
  step("relay gets \"soup\"; the first leg, cook, will fail");
  const Ended how = co_await ended(
      relay("soup", cook("the oven is cold"), plate(), serve()));
  expect(how.error == "the oven is cold",
         expected("the exception of cook leaves relay: the oven is cold"),
         how.error.empty() ? seen("relay returned {}, as if all were well",
                                  in_quotes(how.result))
                           : seen("relay threw: {}", how.error),
         means("error-swallowed", how.error.empty()));
}

CO_TEST(Relay, StartsNoLegAfterAnError) {
  step("relay gets \"soup\"; the second leg, plate, will fail");
  co_await ended(relay("soup", cook(), plate("no plates left"), serve()));
  expect(starts_of("serve") == 0,
         expected("serve never starts, as there is nothing to serve"),
         seen("serve started"), means("goes-on-after-error", true));
}

CO_TEST(Relay, KeepsTwoRelaysApart) {
  step("a relay gets \"soup\", and 5 ms later another gets \"salad\"");
  auto salad = std::make_shared<std::string>("nothing yet");
  asio::co_spawn(
      loop(),
      [salad]() -> asio::awaitable<void> {
        co_await pause(5ms);
        *salad = co_await told(relay("salad", cook(), plate(), serve()));
      },
      [](std::exception_ptr error) {
        if (error) {
          std::rethrow_exception(error);
        }
      });
  const std::string soup =
      co_await told(relay("soup", cook(), plate(), serve()));
  co_await pause(1s);
  expect(
      soup == "soup, cooked, plated, served" &&
          *salad == "salad, cooked, plated, served",
      expected("one returns \"soup, cooked, plated, served\", the other "
               "\"salad, cooked, plated, served\""),
      seen("they returned {} and {}", in_quotes(soup), in_quotes(*salad)),
      means("baton-shared", true));
}
