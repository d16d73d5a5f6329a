/// @file
/// @brief What is on its way between the parts of the server.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <course/queue.hpp>
#include <cstddef>

#include "message.hpp"

namespace task_server {

namespace asio = boost::asio;

/// The three queues of the server.
struct Queues {
  course::Queue<TaskId> tasks;       ///< to the workers, without a limit:
                                     ///< the table limits what is accepted
  course::Queue<Progress> progress;  ///< from the workers
  course::Queue<Outcome> results;    ///< from the workers

  /// What comes from the workers waits in their sockets when the queues
  /// are full, and then the workers wait.
  static constexpr std::size_t most_messages = 1'000;

  explicit Queues(const asio::any_io_executor& executor)
      : tasks(executor),
        progress(executor, most_messages),
        results(executor, most_messages) {}
};

}  // namespace task_server
