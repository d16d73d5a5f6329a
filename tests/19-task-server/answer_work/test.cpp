#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "answer_work.hpp"
#include "check.hpp"
#include "jobs.hpp"
#include "kind.hpp"
#include "live_server.hpp"
#include "message.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using capstone_test::in_short;
using capstone_test::LiveServer;

/// What was told in the running check, and what had been when the kind had
/// reported something.
std::vector<Answer> answers;
std::vector<std::size_t> told_at_report;

json::value brew(const json::object& input, const Report& report) {
  report(25, json::object{{"cups", 1}});
  told_at_report.push_back(answers.size());
  report(50, nullptr);
  told_at_report.push_back(answers.size());
  return json::object{{"cups", input.at("cups")}};
}

json::value spill(const json::object&, const Report&) {
  throw std::runtime_error("the pot is empty");
}

json::value smash(const json::object&, const Report&) {
  throw 42;
}

const Kind brewing{"brew", {{"cups", 0, 10}}, brew};
const Kind spilling{"spill", {}, spill};
const Kind smashing{"smash", {}, smash};

std::string told(const Answer& answer) {
  if (const auto* report = std::get_if<Progress>(&answer)) {
    return fmt::format("progress {} % {}", report->percent,
                       report->partial_result);
  }
  if (const auto* end = std::get_if<Outcome>(&answer)) {
    return fmt::format("{} {}", end->succeeded ? "result" : "error",
                       end->value);
  }
  return "ready";
}

class AnswerWork : public Check {
 protected:
  /// Has the work done and returns what answer_work does.
  bool answer(const std::string& kind, const std::string& input,
              bool is_there = true, std::string_view if_thrown = "") {
    step("the worker gets {} {}", kind, input);
    answers.clear();
    told_at_report.clear();
    const auto scope =
        awaiting({.expected = "answer_work tells an outcome and returns",
                  .if_thrown = if_thrown});
    const bool goes_on =
        answer_work(pack_message(Work{TaskId{7}, kind, input}),
                    [&](std::string_view message) {
                      answers.push_back(unpack_answer(message));
                      step("it tells {}", ::told(answers.back()));
                      return is_there;
                    });
    return goes_on;
  }

  std::vector<Progress> reports() const {
    std::vector<Progress> all;
    for (const Answer& one : answers) {
      if (const auto* report = std::get_if<Progress>(&one)) {
        all.push_back(*report);
      }
    }
    return all;
  }

  /// The one outcome, which is told last.
  Outcome outcome() const {
    std::size_t count = 0;
    for (const Answer& one : answers) {
      count += std::holds_alternative<Outcome>(one) ? 1 : 0;
    }
    expect_equal(count, 1U, "the number of outcomes that are told");
    const auto* last = std::get_if<Outcome>(&answers.back());
    expect(last != nullptr, expected("the outcome is told last"),
           seen("something follows it"));
    return *last;
  }

  void expect_error(std::string_view part) {
    const Outcome end = outcome();
    expect(
        !end.succeeded && end.id == TaskId{7} &&
            end.value.find(part) != std::string::npos,
        expected("the outcome is an error that says {}", in_quotes(part)),
        seen("it is a{} {}", end.succeeded ? " result" : "n error",
             end.value));
  }
};

}  // namespace

CO_TEST_F(AnswerWork, TellsTheResult) {
  answer("brew", R"({"cups": 4})");
  const Outcome end = outcome();
  expect(end.id == TaskId{7} && end.succeeded,
         expected("the outcome of task 7 is a result"), seen("it is not"));
  expect(json::parse(end.value) == json::value(json::object{{"cups", 4}}),
         expected("the result is {{\"cups\":4}}"),
         seen("it is {}", end.value));
  co_return;
}

CO_TEST_F(AnswerWork, TellsProgressWhenItComes) {
  answer("brew", R"({"cups": 4})");
  expect_equal(reports().size(), 2U, "the number of reports",
               means("no-reports", reports().empty()));
  expect(reports()[0].id == TaskId{7} && reports()[0].percent == 25 &&
             reports()[1].percent == 50,
         expected("task 7 is at 25 and then at 50 percent"),
         seen("it is at {} and {}", reports()[0].percent,
              reports()[1].percent));
  expect(told_at_report == std::vector<std::size_t>{1, 2},
         expected("each report is told before the kind goes on"),
         seen("it is told later"), means("told-at-the-end", true));
  co_return;
}

CO_TEST_F(AnswerWork, TellsAPartialResultIfThereIsOne) {
  answer("brew", R"({"cups": 4})");
  expect_equal(reports().size(), 2U, "the number of reports");
  expect(!reports()[0].partial_result.empty() &&
             json::parse(reports()[0].partial_result) ==
                 json::value(json::object{{"cups", 1}}),
         expected("the first report has the partial result {{\"cups\":1}}"),
         seen("it has {}", in_quotes(reports()[0].partial_result)));
  expect(reports()[1].partial_result.empty(),
         expected("the second one has none: an empty text"),
         seen("it has {}", in_quotes(reports()[1].partial_result)),
         means("null-as-text", reports()[1].partial_result == "null"));
  co_return;
}

CO_TEST_F(AnswerWork, MakesAnOutcomeOfAnError) {
  const bool goes_on =
      answer("spill", "{}", true, "error-kills-the-worker");
  expect_error("the pot is empty");
  expect(goes_on, expected("the worker goes on"), seen("it does not"));
  co_return;
}

CO_TEST_F(AnswerWork, MakesAnOutcomeOfWhateverIsThrown) {
  answer("smash", "{}", true, "only-known-exceptions");
  expect_error("");
  co_return;
}

CO_TEST_F(AnswerWork, MakesAnOutcomeOfAnUnknownKind) {
  answer("kettle", "{}", true, "error-kills-the-worker");
  expect_error("kettle");
  co_return;
}

CO_TEST_F(AnswerWork, MakesAnOutcomeOfBadInput) {
  answer("brew", "tea", true, "bad-input-kills-the-worker");
  expect_error("");
  answer("brew", "[1]", true, "bad-input-kills-the-worker");
  expect_error("");
  co_return;
}

CO_TEST_F(AnswerWork, SaysWhetherAnybodyIsThere) {
  expect(answer("brew", R"({"cups": 1})"),
         expected("answer_work returns true while somebody is there"),
         seen("it returns false"));
  expect(!answer("brew", R"({"cups": 1})", false),
         expected("it returns false when nobody hears the outcome"),
         seen("it returns true"), means("nobody-is-there", true));
  co_return;
}

CO_TEST_F(AnswerWork, RefusesWhatIsNoWork) {
  step("the worker gets a frame that is no Work");
  bool refused = false;
  try {
    answer_work("tea", [](std::string_view) { return true; });
  } catch (const std::invalid_argument&) {
    refused = true;
  }
  expect(refused, expected("it throws std::invalid_argument"),
         seen("it does not"));
  co_return;
}

REAL_TEST(AnswerWorkInTheServer, TellsHowFarItIs) {
  LiveServer server(loop());
  const std::string id =
      co_await server.post(R"({"kind": "primes", "limit": 1000})");
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "completed" &&
             task.at("result").at("primes").as_int64() == 168 &&
             task.at("partial_results").as_array().size() == 10,
         expected("168 primes, with ten partial results"),
         seen("{}", in_short(task)));
  co_await server.stop();
}

REAL_TEST(AnswerWorkInTheServer, OutlivesAnError) {
  LiveServer server(loop());
  co_await server.outcome(co_await server.post(R"({"kind": "noop"})"));
  const auto before = server.workers();
  const json::value failed =
      co_await server.outcome(co_await server.post(R"({"kind": "spill"})"));
  expect(failed.at("state").as_string() == "failed" &&
             failed.at("error").as_string() == "the pot is empty",
         expected("the task fails, and says that the pot is empty"),
         seen("{}", in_short(failed)));
  const json::value next = co_await server.outcome(
      co_await server.post(R"({"kind": "sum", "n": 4})"));
  expect(next.at("state").as_string() == "completed" &&
             server.workers() == before,
         expected("the same worker computes the next task"),
         seen("{}", server.workers() == before
                        ? in_short(next)
                        : "it has ended, and another one is there"));
  co_await server.stop();
}
