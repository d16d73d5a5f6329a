/// @file
/// @brief What the routes work on: the parts of the server, without HTTP.
#pragma once

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "dispatcher.hpp"
#include "journal.hpp"
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
  /// @param journal  where accepted tasks are kept; null: nowhere
  Service(asio::any_io_executor executor, TableLimits limits,
          StartWorker start_worker, std::unique_ptr<Journal> its_journal)
      : table(limits),
        queues(executor),
        journal(std::move(its_journal)),
        dispatcher(executor, table, queues, std::move(start_worker)) {
    restore();
    table.on_change([this](const Task& task, Change change) {
      task_changed(task, change);
    });
  }

  Watchers watchers;
  TaskTable table;
  Queues queues;
  std::unique_ptr<Journal> journal;
  Dispatcher dispatcher;
  HttpCounts http;
  std::set<asio::ip::tcp::socket*> sockets;  ///< of open connections
  bool accepts_tasks = true;                 ///< false while it shuts down
                                             ///< or cannot keep them
  std::string_view refuses_because = "the server is shutting down";
  std::size_t json_depth = 32;  ///< levels in a body; more: 400

 private:
  void restore();
  void task_changed(const Task& task, Change change);
};

/// The text of GET /metrics, in Prometheus's format.
std::string metrics_text(const Service& service);

/// The JSON of GET /status: queue depth, workers, counts by state.
std::string status_json(const Service& service);

}  // namespace task_server
