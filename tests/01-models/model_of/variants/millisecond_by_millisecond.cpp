// variant: looks at every millisecond and counts who runs and who lives
#include <algorithm>
#include <set>

#include "model_of.hpp"

namespace {

using std::chrono::milliseconds;

bool within(const std::vector<Stretch>& stretches, milliseconds t) {
  return std::ranges::any_of(stretches, [t](const Stretch& stretch) {
    return stretch.from <= t && t < stretch.to;
  });
}

milliseconds end_of(const Task& task) {
  const auto exec = task.exec.back().to;
  return task.wait.empty() ? exec : std::max(exec, task.wait.back().to);
}

}  // namespace

Model model_of(const std::vector<Task>& tasks) {
  std::set<std::string> machines;
  milliseconds end{};
  for (const Task& task : tasks) {
    machines.insert(task.machine);
    end = std::max(end, end_of(task));
  }
  bool parallel = false;
  bool concurrent = false;
  bool waits = false;
  for (milliseconds t{}; t < end; ++t) {
    int run = 0;
    int live = 0;
    for (const Task& task : tasks) {
      run += within(task.exec, t) ? 1 : 0;
      live += task.exec.front().from <= t && t < end_of(task) ? 1 : 0;
      waits = waits || within(task.wait, t);
    }
    parallel = parallel || run > 1;
    concurrent = concurrent || live > 1;
  }
  if (machines.size() > 1) {
    return Model::distributed;
  }
  if (parallel) {
    return Model::parallel;
  }
  if (concurrent) {
    return waits ? Model::asynchronous_concurrent : Model::concurrent;
  }
  return waits ? Model::asynchronous : Model::sequential;
}
