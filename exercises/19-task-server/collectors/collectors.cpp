#include "collectors.hpp"

#include <stdexcept>
#include <utility>

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  // Take the reports off their queue, one after the other.
  throw std::logic_error("collectors is not written yet");
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  // Take the outcomes off their queue, one after the other.
  throw std::logic_error("collectors is not written yet");
}

}  // namespace task_server
