#include "dispatch.hpp"

#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <stdexcept>
#include <utility>
#include <variant>

#include "log.hpp"

namespace task_server {

asio::awaitable<void> feed(std::shared_ptr<WorkerPlace> place,
                           Queues& queues, TaskTable& table) {
  // One task at a time, and the sentinel at the end.
  throw std::logic_error("dispatch is not written yet");
}

asio::awaitable<void> read_answers(std::shared_ptr<WorkerPlace> place,
                                   Queues& queues) {
  // What it says, until it has ended.
  throw std::logic_error("dispatch is not written yet");
}

}  // namespace task_server
