// check: TaskRoutes.AcceptATask
// diagnosis: accepted-and-forgotten
// Adds the task to the table and answers.
#include <fmt/format.h>

#include <stdexcept>

#include "task_json.hpp"
#include "task_request.hpp"
#include "task_routes.hpp"

namespace task_server {

namespace {

Response try_again_later(std::string_view reason,
                         std::string_view seconds) {
  Response made = refusal(503, reason);
  made.set(http::field::retry_after, seconds);
  return made;
}

}  // namespace

Reply post_task(Service& service, const Request& request) {
  if (!service.accepts_tasks) {
    return try_again_later(service.refuses_because, "5");
  }
  const std::string_view key = request["Idempotency-Key"];
  if (key.size() > longest_key) {
    return refusal(400, fmt::format("the Idempotency-Key is longer than {} "
                                    "characters",
                                    longest_key));
  }
  auto parsed = parse_task_request(request.body(), service.json_depth);
  if (const auto* refused = std::get_if<Refusal>(&parsed)) {
    return refusal(refused->status, refused->reason);
  }
  const auto added = service.table.add(
      std::move(std::get<TaskRequest>(parsed)), std::string(key));
  switch (added.how) {
    case TaskTable::Added::full:
      return try_again_later("the queue is full; try again later", "1");
    case TaskTable::Added::conflict:
      return refusal(409, "this Idempotency-Key was used for another task");
    case TaskTable::Added::known:
      return hand_back(service, *service.table.find(added.id));
    case TaskTable::Added::accepted:
      return task_response(202, *service.table.find(added.id));
  }
  return refusal(500, "unreachable");
}

Response get_task(const Service& service, std::string_view id) {
  const auto known = parse_task_id(id);
  const Task* task = known ? service.table.find(*known) : nullptr;
  return task ? json_response(200, task_json(*task)) : no_such_task();
}

Response delete_task(Service& service, std::string_view id) {
  const auto known = parse_task_id(id);
  const Task* task = known ? service.table.find(*known) : nullptr;
  if (!task) {
    return no_such_task();
  }
  if (task->state == TaskState::pending) {
    service.table.cancel(*known);
    return task_response(200, *service.table.find(*known));
  }
  if (task->state == TaskState::running) {
    service.dispatcher.cancel_running(*known);
    return task_response(202, *service.table.find(*known));
  }
  return task_response(200, *task);  // it is over; nothing changes
}

}  // namespace task_server
