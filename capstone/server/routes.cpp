#include "routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/http/verb.hpp>
#include <charconv>
#include <string>
#include <string_view>

#include "dashboard.hpp"
#include "task_json.hpp"
#include "task_result.hpp"
#include "task_routes.hpp"

namespace task_server {

namespace {

constexpr std::size_t default_page = 100;
constexpr std::size_t largest_page = 1'000;

Response response(unsigned status, std::string_view type,
                  std::string body) {
  Response made{http::int_to_status(status), 11};
  made.set(http::field::content_type, type);
  made.set(http::field::cache_control, "no-store");
  made.body() = std::move(body);
  return made;
}

Response method_not_allowed(std::string_view allowed) {
  Response made = refusal(405, fmt::format("only {} works here", allowed));
  made.set(http::field::allow, allowed);
  return made;
}

/// The value of `name` in "a=1&b=2"; nothing if it is not there.
std::optional<std::string_view> parameter(std::string_view query,
                                          std::string_view name) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    const auto equals = pair.find('=');
    if (pair.substr(0, equals) == name) {
      return equals == std::string_view::npos ? ""
                                              : pair.substr(equals + 1);
    }
  }
  return std::nullopt;
}

/// The parameter as a number of tasks, or the default.
std::variant<std::size_t, Response> page_size(std::string_view query,
                                              std::string_view name,
                                              std::size_t otherwise) {
  const auto text = parameter(query, name);
  if (!text) {
    return otherwise;
  }
  std::size_t size = 0;
  const auto [end, error] =
      std::from_chars(text->data(), text->data() + text->size(), size);
  if (error != std::errc{} || end != text->data() + text->size() ||
      size < 1 || size > largest_page) {
    return refusal(
        422, fmt::format("\"{}\" is no whole number from 1 to {}", name,
                         largest_page));
  }
  return size;
}

/// The response shows these tasks.
Reply shown(const Service& service, const std::vector<const Task*>& tasks,
            Response response) {
  const bool waits = std::ranges::any_of(tasks, [&](const Task* task) {
    return is_unrecorded(service, *task);
  });
  return waits ? Reply(WhenOnDisk{std::move(response)})
               : Reply(std::move(response));
}

/// The response shows the task with this id, if there is one.
Reply shown(const Service& service, std::string_view id,
            Response response) {
  const auto known = parse_task_id(id);
  const Task* task = known ? service.table.find(*known) : nullptr;
  return task ? shown(service, std::vector{task}, std::move(response))
              : Reply(std::move(response));
}

Reply list_response(const Service& service,
                    const std::vector<const Task*>& tasks,
                    std::string_view next) {
  std::string body = R"({"tasks":[)";
  const char* comma = "";
  for (const Task* task : tasks) {
    body += comma;
    body += task_json(*task);
    comma = ",";
  }
  return shown(
      service, tasks,
      json_response(200, fmt::format("{}],\"next\":{}}}", body, next)));
}

Reply get_tasks(const Service& service, std::string_view query) {
  if (parameter(query, "newest")) {
    const auto count = page_size(query, "newest", default_page);
    if (const auto* refused = std::get_if<Response>(&count)) {
      return *refused;
    }
    return list_response(service, service.table.newest(std::get<0>(count)),
                         "null");
  }
  const auto limit = page_size(query, "limit", default_page);
  if (const auto* refused = std::get_if<Response>(&limit)) {
    return *refused;
  }
  std::optional<TaskState> state;
  if (const auto text = parameter(query, "state")) {
    state = parse_task_state(*text);
    if (!state) {
      return refusal(422,
                     "\"state\" is none of pending, running, completed, "
                     "failed, cancelled");
    }
  }
  TaskId from{};
  if (const auto text = parameter(query, "from")) {
    const auto id = parse_task_id(*text);
    if (!id) {
      return refusal(422, "\"from\" is no task id");
    }
    from = *id;
  }
  const TaskPage page = service.table.list(from, std::get<0>(limit), state);
  std::string next = "null";
  if (page.next) {
    next = fmt::format("\"/tasks?from={}&limit={}", to_string(*page.next),
                       std::get<0>(limit));
    next += state ? fmt::format("&state={}\"", to_string(*state)) : "\"";
  }
  return list_response(service, page.tasks, next);
}

Response get_ready(const Service& service) {
  for (const WorkerView& worker : service.dispatcher.workers()) {
    if (worker.id && service.accepts_tasks) {
      return response(200, "text/plain", "ready\n");
    }
  }
  return response(503, "text/plain", "not ready\n");
}

Response get_result(const Service& service, const Request& request,
                    std::string_view id) {
  if (request.method() != http::verb::get) {
    return method_not_allowed("GET");
  }
  const auto known = parse_task_id(id);
  const Task* task = known ? service.table.find(*known) : nullptr;
  return task ? task_result(*task) : no_such_task();
}

Reply answer_task(Service& service, const Request& request,
                  std::string_view id) {
  constexpr std::string_view result = "/result";
  if (id.ends_with(result)) {
    id.remove_suffix(result.size());
    return shown(service, id, get_result(service, request, id));
  }
  constexpr std::string_view events = "/events";
  if (id.ends_with(events)) {
    id.remove_suffix(events.size());
    if (request.method() != http::verb::get) {
      return method_not_allowed("GET");
    }
    const auto known = parse_task_id(id);
    if (!known || !service.table.find(*known)) {
      return no_such_task();
    }
    return EventStream{*known};
  }
  if (request.method() == http::verb::get) {
    return shown(service, id, get_task(service, id));
  }
  if (request.method() == http::verb::delete_) {
    return shown(service, id, delete_task(service, id));
  }
  return method_not_allowed("GET, DELETE");
}

Reply get_page(const Service& service, std::string_view path,
               std::string_view query) {
  if (path == "/tasks") {
    return get_tasks(service, query);
  }
  if (path == "/status") {
    return json_response(200, status_json(service));
  }
  if (path == "/healthz") {
    return response(200, "text/plain", "ok\n");
  }
  if (path == "/readyz") {
    return get_ready(service);
  }
  if (path == "/metrics") {
    return response(200, "text/plain; version=0.0.4",
                    metrics_text(service));
  }
  if (path == "/") {
    return response(200, "text/html; charset=utf-8",
                    std::string(dashboard_html()));
  }
  return refusal(404, "there is no such page");
}

}  // namespace

bool is_unrecorded(const Service& service, const Task& task) {
  return service.journal && is_final(task.state) &&
         !service.journal->is_on_disk(task.id);
}

Response json_response(unsigned status, std::string body) {
  return response(status, "application/json", std::move(body));
}

Response refusal(unsigned status, std::string_view reason) {
  return json_response(status,
                       fmt::format("{{\"error\":{}}}", json_text(reason)));
}

Response no_such_task() {
  return refusal(404, "there is no such task");
}

Response task_response(unsigned status, const Task& task) {
  Response made = json_response(status, task_json(task));
  made.set(http::field::location, "/task/" + to_string(task.id));
  return made;
}

Reply hand_over(Service& service, const Task& task, std::string_view key) {
  if (service.journal) {
    service.journal->record_accepted(task, std::string(key));
    return OnceOnDisk{task.id, 202};
  }
  // The queue has no limit of its own, so it takes it at once.
  service.queues.tasks.try_put(task.id);
  return task_response(202, task);
}

Reply hand_back(const Service& service, const Task& task) {
  if (service.journal) {
    return OnceOnDisk{task.id, 200};
  }
  return task_response(200, task);
}

Response answer_on_disk(Service& service, const OnceOnDisk& accepted) {
  const Task* task = service.table.find(accepted.id);
  if (!task) {
    return no_such_task();
  }
  if (accepted.status == 202) {
    service.queues.tasks.try_put(accepted.id);
  }
  return task_response(accepted.status, *task);
}

Reply answer(Service& service, const Request& request) {
  const std::string_view target = request.target();
  const std::string_view path = target.substr(0, target.find('?'));
  const std::string_view query =
      path.size() == target.size() ? "" : target.substr(path.size() + 1);
  if (path == "/task") {
    return request.method() == http::verb::post
               ? post_task(service, request)
               : method_not_allowed("POST");
  }
  constexpr std::string_view one_task = "/task/";
  if (path.starts_with(one_task)) {
    return answer_task(service, request, path.substr(one_task.size()));
  }
  if (request.method() != http::verb::get) {
    return method_not_allowed("GET");
  }
  return get_page(service, path, query);
}

}  // namespace task_server
