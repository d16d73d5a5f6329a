#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "round_robin.hpp"

namespace {

using namespace course::testing;

using Names = std::vector<std::string>;

/// Makes jobs that write down their names.
class Log {
 public:
  RoundRobin::Job job(std::string name) const {
    return [names = names_, name] {
      step("{} runs", name);
      names->push_back(name);
    };
  }
  void note(std::string name) const { names_->push_back(std::move(name)); }
  const Names& names() const { return *names_; }

 private:
  std::shared_ptr<Names> names_ = std::make_shared<Names>();
};

void expect_names(const Names& names, const Names& wanted, auto... means) {
  expect(names == wanted, expected("the jobs run as {}", listed(wanted)),
         seen("they ran as {}", names.empty() ? "none" : listed(names)),
         means...);
}

}  // namespace

CO_TEST(RoundRobin, RunsTheJobsOfAClientInOrder) {
  const Log log;
  RoundRobin robin(loop().get_executor());
  step("ada submits a1, a2, a3");
  for (const char* name : {"a1", "a2", "a3"}) {
    robin.submit("ada", log.job(name));
  }
  step("submit returns");
  expect(log.names().empty(), expected("no job runs inside submit"),
         seen("{} ran", listed(log.names())),
         means("runs-inside-submit", !log.names().empty()));
  co_await pause(1ms);
  expect_names(log.names(), {"a1", "a2", "a3"});
}

CO_TEST(RoundRobin, TakesClientsInTurn) {
  const Log log;
  RoundRobin robin(loop().get_executor());
  step("zoe submits z1, z2, then bob b1, zoe z3, bob b2, eve e1");
  robin.submit("zoe", log.job("z1"));
  robin.submit("zoe", log.job("z2"));
  robin.submit("bob", log.job("b1"));
  robin.submit("zoe", log.job("z3"));
  robin.submit("bob", log.job("b2"));
  robin.submit("eve", log.job("e1"));
  co_await pause(1ms);
  const Names& names = log.names();
  expect_names(names, {"z1", "b1", "e1", "z2", "b2", "z3"},
               means("one-queue-for-all",
                     names == Names{"z1", "z2", "b1", "z3", "b2", "e1"}),
               means("one-client-after-the-other",
                     names == Names{"z1", "z2", "z3", "b1", "b2", "e1"}),
               means("by-name", !names.empty() && names.front() == "b1"));
}

CO_TEST(RoundRobin, LetsOthersRunBetweenTwoJobs) {
  const Log log;
  RoundRobin robin(loop().get_executor());
  step("a neighbour takes 20 turns of the loop");
  asio::co_spawn(
      loop(),
      [log]() -> asio::awaitable<void> {
        for (int turn = 0; turn < 20; ++turn) {
          log.note(".");
          co_await asio::post(asio::use_awaitable);
        }
      },
      asio::detached);
  step("ada submits a1, a2, then bob b1, b2");
  for (const char* name : {"a1", "a2"}) {
    robin.submit("ada", log.job(name));
  }
  for (const char* name : {"b1", "b2"}) {
    robin.submit("bob", log.job(name));
  }
  co_await pause(1ms);
  std::size_t jobs = 0;
  bool in_a_row = false;
  std::string last;
  for (const std::string& name : log.names()) {
    in_a_row = in_a_row || (name != "." && last != "." && !last.empty());
    jobs += name == "." ? 0 : 1;
    last = name;
  }
  expect_equal(jobs, 4U, "the number of jobs that ran");
  expect(!in_a_row, expected("the neighbour has a turn between two jobs"),
         seen("two jobs ran one right after the other"),
         means("all-in-one-turn", true));
}

CO_TEST(RoundRobin, ServesANewcomerSoon) {
  const Log log;
  RoundRobin robin(loop().get_executor());
  step("ada submits a1 to a4 and bob b1, b2; a1 submits e1 for eve");
  robin.submit("ada", [&robin, &log] {
    log.job("a1")();
    robin.submit("eve", log.job("e1"));
  });
  for (const char* name : {"a2", "a3", "a4"}) {
    robin.submit("ada", log.job(name));
  }
  robin.submit("bob", log.job("b1"));
  robin.submit("bob", log.job("b2"));
  co_await pause(1ms);
  const Names& names = log.names();
  const auto place = [&](const char* name) {
    return std::ranges::find(names, name) - names.begin();
  };
  expect_equal(names.size(), 7U, "the number of jobs that ran");
  expect(place("e1") < place("a3") && place("e1") < place("b2"),
         expected("eve joins the round at its end: e1 runs before a3 and "
                  "b2"),
         seen("the jobs ran as {}", listed(names)),
         means("newcomer-waits", place("e1") == 6));
}

CO_TEST(RoundRobin, HasOnePlaceForEachClient) {
  const Log log;
  RoundRobin robin(loop().get_executor());
  step("ada submits a1, which submits a2, a3; bob b1, which submits b2");
  robin.submit("ada", [&robin, &log] {
    log.job("a1")();
    robin.submit("ada", log.job("a2"));
    robin.submit("ada", log.job("a3"));
  });
  robin.submit("bob", [&robin, &log] {
    log.job("b1")();
    robin.submit("bob", log.job("b2"));
  });
  co_await pause(1ms);
  expect_names(log.names(), {"a1", "b1", "a2", "b2", "a3"},
               means("twice-in-the-round",
                     log.names() == Names{"a1", "b1", "a2", "a3", "b2"}));
}

CO_TEST(RoundRobin, WakesUpAgain) {
  const Log log;
  RoundRobin robin(loop().get_executor());
  step("ada submits a1");
  robin.submit("ada", log.job("a1"));
  co_await pause(10ms);
  step("when it has run, ada submits a2, and bob b1");
  robin.submit("ada", log.job("a2"));
  robin.submit("bob", log.job("b1"));
  co_await pause(10ms);
  expect_names(log.names(), {"a1", "a2", "b1"},
               means("never-wakes", log.names() == Names{"a1"}));
}
