#include "service.hpp"

#include <fmt/format.h>

#include <array>

#include "log.hpp"

namespace task_server {

namespace {

constexpr std::array states = {TaskState::pending, TaskState::running,
                               TaskState::completed, TaskState::failed,
                               TaskState::cancelled};

}  // namespace

void Service::restore() {
  if (!journal) {
    return;
  }
  for (JournalledTask& known : journal->take_tasks()) {
    if (!is_final(known.task.state)) {
      queues.tasks.try_put(known.task.id);
    }
    table.restore(std::move(known.task), std::move(known.key));
  }
}

void Service::task_changed(const Task& task, Change change) {
  if (journal && change == Change::state) {
    journal->record_change(task);
  } else if (journal && change == Change::forgotten) {
    journal->record_forgotten(task.id);
  }
  watchers.notify(task.id);
  if (!logs(Level::debug)) {
    return;
  }
  log(Level::debug, "task",
      {{"id", to_string(task.id)},
       {"kind", task.request.kind},
       {"state", std::string(to_string(task.state))},
       {"progress", std::to_string(task.progress)},
       {"attempts", std::to_string(task.attempts)}});
}

std::string metrics_text(const Service& service) {
  std::string text;
  const auto family = [&](std::string_view name, std::string_view type,
                          std::string_view help) {
    text +=
        fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
  };
  family("task_server_tasks", "gauge", "Tasks in the table, by state.");
  for (const TaskState state : states) {
    text += fmt::format("task_server_tasks{{state=\"{}\"}} {}\n",
                        to_string(state), service.table.count(state));
  }
  family("task_server_workers", "gauge",
         "Worker processes that are there.");
  std::size_t there = 0;
  for (const WorkerView& worker : service.dispatcher.workers()) {
    there += worker.id ? 1 : 0;
  }
  text += fmt::format("task_server_workers {}\n", there);
  family("task_server_workers_started_total", "counter",
         "Worker processes started.");
  text += fmt::format("task_server_workers_started_total {}\n",
                      service.dispatcher.counts().workers_started);
  family("task_server_workers_died_total", "counter",
         "Worker processes that died before they were told to end.");
  text += fmt::format("task_server_workers_died_total {}\n",
                      service.dispatcher.counts().workers_died);
  family("task_server_connections", "gauge", "Open connections.");
  text +=
      fmt::format("task_server_connections {}\n", service.http.connections);
  family("task_server_responses_total", "counter",
         "HTTP responses, by status.");
  for (const auto& [status, count] : service.http.responses) {
    text += fmt::format("task_server_responses_total{{status=\"{}\"}} {}\n",
                        status, count);
  }
  return text;
}

std::string status_json(const Service& service) {
  std::string text = R"({"accepts_tasks":)";
  text += service.accepts_tasks ? "true" : "false";
  for (const TaskState state : states) {
    text += fmt::format(",\"{}\":{}", to_string(state),
                        service.table.count(state));
  }
  text += ",\"workers\":[";
  const char* comma = "";
  for (const WorkerView& worker : service.dispatcher.workers()) {
    text += fmt::format(
        R"({}{{"pid":{},"task_id":{},"deaths":{}}})", comma,
        worker.id ? fmt::to_string(*worker.id) : "null",
        worker.task ? '"' + to_string(*worker.task) + '"' : "null",
        worker.deaths);
    comma = ",";
  }
  return text + "]}";
}

}  // namespace task_server
