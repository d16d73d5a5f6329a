// check: ModelOf.CountsALastExecAsLife
// diagnosis: life-ends-with-wait
// Takes the wait, where there is one, for the end.
#include <algorithm>
#include <cstddef>

#include "model_of.hpp"

namespace {

bool overlap(const Stretch& a, const Stretch& b) {
  return a.from < b.to && b.from < a.to;
}

Stretch life(const Task& task) {
  auto end = task.exec.back().to;
  if (!task.wait.empty()) {
    end = task.wait.back().to;
  }
  return {task.exec.front().from, end};
}

bool waits(const Task& task) {
  return std::ranges::any_of(
      task.wait, [](const Stretch& wait) { return wait.from < wait.to; });
}

bool run_at_once(const Task& a, const Task& b) {
  return std::ranges::any_of(a.exec, [&](const Stretch& mine) {
    return std::ranges::any_of(b.exec, [&](const Stretch& others) {
      return overlap(mine, others);
    });
  });
}

}  // namespace

Model model_of(const std::vector<Task>& tasks) {
  bool distributed = false;
  bool parallel = false;
  bool concurrent = false;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    for (std::size_t j = i + 1; j < tasks.size(); ++j) {
      const Task &a = tasks[i], &b = tasks[j];
      distributed = distributed || a.machine != b.machine;
      parallel = parallel || run_at_once(a, b);
      concurrent = concurrent || overlap(life(a), life(b));
    }
  }
  if (distributed) {
    return Model::distributed;
  }
  if (parallel) {
    return Model::parallel;
  }
  const bool asynchronous = std::ranges::any_of(tasks, waits);
  if (concurrent) {
    return asynchronous ? Model::asynchronous_concurrent
                        : Model::concurrent;
  }
  return asynchronous ? Model::asynchronous : Model::sequential;
}
