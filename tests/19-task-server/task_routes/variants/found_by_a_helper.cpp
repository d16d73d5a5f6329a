// variant: refusals found in a function of their own, switches for states
#include <optional>
#include <string>
#include <utility>

#include "task_json.hpp"
#include "task_request.hpp"
#include "task_routes.hpp"

namespace task_server {

namespace {

const Task* find_task(const Service& service, std::string_view id) {
  const auto number = parse_task_id(id);
  return number ? service.table.find(*number) : nullptr;
}

Response later(std::string_view reason) {
  Response response = refusal(503, reason);
  response.set("Retry-After", "2");
  return response;
}

std::optional<Response> refused_at_once(const Service& service,
                                        std::string_view key) {
  if (!service.accepts_tasks) {
    return later("the server ends");
  }
  if (key.length() > longest_key) {
    return refusal(400, "the key is too long");
  }
  return std::nullopt;
}

}  // namespace

Reply post_task(Service& service, const Request& request) {
  std::string key;
  if (const auto field = request.find("Idempotency-Key");
      field != request.end()) {
    key = std::string(field->value());
  }
  if (auto refused = refused_at_once(service, key)) {
    return std::move(*refused);
  }
  auto asked = parse_task_request(request.body(), service.json_depth);
  if (std::holds_alternative<Refusal>(asked)) {
    const auto& [status, reason] = std::get<Refusal>(asked);
    return refusal(status, reason);
  }
  using Added = TaskTable::Added;
  const auto [how, id] =
      service.table.add(std::get<TaskRequest>(std::move(asked)), key);
  if (how == Added::full) {
    return later("too many tasks wait");
  }
  if (how == Added::conflict) {
    return refusal(409, "another task has this key");
  }
  const Task& task = *service.table.find(id);
  return how == Added::known ? hand_back(service, task)
                             : hand_over(service, task, key);
}

Response get_task(const Service& service, std::string_view id) {
  const Task* task = find_task(service, id);
  if (task) {
    return json_response(200, task_json(*task));
  }
  return no_such_task();
}

Response delete_task(Service& service, std::string_view id) {
  const Task* task = find_task(service, id);
  if (!task) {
    return no_such_task();
  }
  unsigned status = 200;
  switch (task->state) {
    case TaskState::pending:
      service.table.cancel(task->id);
      break;
    case TaskState::running:
      service.dispatcher.cancel_running(task->id);
      status = 202;
      break;
    default:
      break;
  }
  return task_response(status, *task);
}

}  // namespace task_server
