/// @file
/// @brief The two background coroutines of the server.
#pragma once

#include <boost/asio/awaitable.hpp>

#include "queues.hpp"
#include "task_table.hpp"

namespace task_server {

//! [server-collectors]
/// Takes what the workers report off the progress queue and writes it into
/// the table, until it is cancelled.
asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table);

/// Takes outcomes off the result queue and makes the tasks final, until it
/// is cancelled. Nobody else reads that queue.
asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table);
//! [server-collectors]

}  // namespace task_server
