#include <string>
#include <vector>

#include "check.hpp"
#include "model_of.hpp"

namespace {

using namespace course::testing;

std::string told(const std::vector<Stretch>& stretches) {
  std::vector<std::string> texts;
  texts.reserve(stretches.size());
  for (const auto& [from, to] : stretches) {
    texts.push_back(fmt::format("{}-{}", from.count(), to.count()));
  }
  return listed(texts);
}

/// Calls model_of and tells what it was given.
Model found(const std::vector<Task>& tasks) {
  for (const Task& task : tasks) {
    std::string text = fmt::format("{} on {}: exec {}", task.name,
                                   task.machine, told(task.exec));
    if (!task.wait.empty()) {
      text += fmt::format("; wait {}", told(task.wait));
    }
    step("{}", text);
  }
  return model_of(tasks);
}

template <class... Meanings>
void expect_answer(Model model, Model wanted, std::string_view because,
                   Meanings... meanings) {
  expect(model == wanted, expected("{}: {}", because, to_string(wanted)),
         seen("model_of returned {}", to_string(model)), meanings...);
}

}  // namespace

CO_TEST(ModelOf, TellsOneAfterTheOther) {
  const Model model = found({{"A", "ada", {{0ms, 10ms}}, {}},
                             {"B", "ada", {{10ms, 30ms}}, {{20ms, 20ms}}}});
  expect_answer(model, Model::sequential,
                "B begins when A has ended, and nobody waits for any time",
                means("touching-counts", model == Model::parallel ||
                                             model == Model::concurrent),
                means("empty-wait-counts", model == Model::asynchronous));
  co_return;
}

CO_TEST(ModelOf, TellsAwaitsInARow) {
  const Model model = found(
      {{"A", "ada", {{0ms, 5ms}, {25ms, 30ms}}, {{5ms, 5ms}, {5ms, 25ms}}},
       {"B",
        "ada",
        {{30ms, 35ms}, {55ms, 60ms}},
        {{35ms, 35ms}, {35ms, 55ms}}}});
  expect_answer(model, Model::asynchronous,
                "both wait, and B begins when A has ended",
                means("waiting-taken-for-concurrent",
                      model == Model::asynchronous_concurrent),
                means("first-wait-only", model == Model::sequential));
  co_return;
}

CO_TEST(ModelOf, TellsTurnsOnOneProcessor) {
  const Model model =
      found({{"A", "ada", {{0ms, 10ms}, {20ms, 30ms}}, {}},
             {"B", "ada", {{10ms, 20ms}, {30ms, 40ms}}, {}}});
  expect_answer(
      model, Model::concurrent,
      "each is half-way when the other one runs, and neither "
      "waits",
      means("concurrent-taken-for-parallel", model == Model::parallel),
      means("concurrent-needs-a-wait", model == Model::sequential));
  co_return;
}

CO_TEST(ModelOf, TellsWaitsThatAreUsed) {
  const Model model =
      found({{"B", "ada", {{10ms, 20ms}}, {}},
             {"A", "ada", {{0ms, 10ms}, {30ms, 40ms}}, {{10ms, 30ms}}}});
  expect_answer(
      model, Model::asynchronous_concurrent, "B runs while A waits",
      means("concurrent-taken-for-parallel", model == Model::parallel));
  co_return;
}

CO_TEST(ModelOf, TellsParallel) {
  const Model model =
      found({{"A", "ada", {{0ms, 10ms}, {40ms, 60ms}}, {{10ms, 40ms}}},
             {"B", "ada", {{10ms, 20ms}}, {}},
             {"C",
              "ada",
              {{20ms, 30ms}, {30ms, 40ms}, {50ms, 70ms}},
              {{40ms, 50ms}}}});
  expect_answer(
      model, Model::parallel,
      "from 50 to 60 ms A and C hold a processor each",
      means("not-each-with-each", model == Model::asynchronous_concurrent));
  co_return;
}

CO_TEST(ModelOf, TellsDistributed) {
  const Model model = found(
      {{"A", "ada", {{0ms, 10ms}}, {}}, {"B", "grace", {{5ms, 20ms}}, {}}});
  expect_answer(model, Model::distributed, "they ran on two machines",
                means("machines-ignored", model == Model::parallel));
  co_return;
}

CO_TEST(ModelOf, CountsALastWaitAsLife) {
  const Model model = found({{"A", "ada", {{0ms, 10ms}}, {{10ms, 50ms}}},
                             {"B", "ada", {{20ms, 30ms}}, {}}});
  expect_answer(model, Model::asynchronous_concurrent,
                "A still waits when B runs",
                means("life-ends-with-exec", model == Model::asynchronous));
  co_return;
}

CO_TEST(ModelOf, CountsALastExecAsLife) {
  const Model model = found({{"A",
                              "ada",
                              {{0ms, 10ms}, {20ms, 30ms}, {40ms, 50ms}},
                              {{10ms, 20ms}}},
                             {"B", "ada", {{30ms, 40ms}}, {}}});
  expect_answer(model, Model::asynchronous_concurrent,
                "A is half-way when B runs, though it waits no more",
                means("life-ends-with-wait", model == Model::asynchronous));
  co_return;
}
