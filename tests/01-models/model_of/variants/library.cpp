// variant: the stretches made into a trace, and the course's classification
#include <course/classify.hpp>

#include "model_of.hpp"

Model model_of(const std::vector<Task>& tasks) {
  std::vector<course::Interval> intervals;
  for (const Task& task : tasks) {
    if (task.machine != tasks.front().machine) {
      return Model::distributed;
    }
    for (const auto& [from, to] : task.exec) {
      intervals.push_back({task.name, course::Kind::exec, from, to});
    }
    for (const auto& [from, to] : task.wait) {
      intervals.push_back({task.name, course::Kind::wait, from, to});
    }
  }
  switch (course::classify(intervals)) {
    case course::Model::sequential:
      return Model::sequential;
    case course::Model::asynchronous:
      return Model::asynchronous;
    case course::Model::concurrent:
      return Model::concurrent;
    case course::Model::asynchronous_concurrent:
      return Model::asynchronous_concurrent;
    case course::Model::parallel:
      break;
  }
  return Model::parallel;
}
