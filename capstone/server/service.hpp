/// @file
/// @brief What the routes work on: the parts of the server, without HTTP.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <map>
#include <string>

#include "dispatcher.hpp"
#include "task_table.hpp"
#include "watchers.hpp"

namespace task_server {

/// Counted since the start, for GET /metrics.
struct HttpCounts {
  std::map<unsigned, std::size_t> responses;  ///< by status
  std::size_t connections = 0;                ///< open now
};

/// The server's parts, put together. All calls on its loop.
struct Service {
  Service(asio::any_io_executor executor, TableLimits limits,
          StartWorker start_worker)
      : table(limits),
        queues(executor),
        dispatcher(executor, table, queues, std::move(start_worker)) {
    table.on_change([this](const Task& task) { task_changed(task); });
  }

  Watchers watchers;
  TaskTable table;
  Queues queues;
  Dispatcher dispatcher;
  HttpCounts http;
  bool accepts_tasks = true;  ///< false while it shuts down

 private:
  void task_changed(const Task& task);
};

/// The text of GET /metrics, in Prometheus's format.
std::string metrics_text(const Service& service);

/// The JSON of GET /status: queue depth, workers, counts by state.
std::string status_json(const Service& service);

}  // namespace task_server
