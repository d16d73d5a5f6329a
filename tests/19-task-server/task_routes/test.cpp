#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <optional>
#include <string>

#include "check.hpp"
#include "fake_worker.hpp"
#include "jobs.hpp"
#include "live_server.hpp"
#include "log.hpp"
#include "real_check.hpp"
#include "task_routes.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using namespace capstone_test;
using course::testing::pause;
namespace json = boost::json;

asio::awaitable<void> never_ends(FakeWorker&, Work) {
  co_return;
}

/// The service behind the routes, without connections, and with workers
/// that never end.
class TaskRoutes : public Check {
 protected:
  TaskRoutes() { set_log_level("error"); }

  Response post(std::string body, std::string key = "") {
    step("POST /task {}{}", body.substr(0, 60),
         key.empty() ? "" : ", key " + key.substr(0, 10));
    Request request{http::verb::post, "/task", 11};
    if (!key.empty()) {
      request.set("Idempotency-Key", key);
    }
    request.body() = std::move(body);
    const Reply reply = post_task(service, request);
    expect(std::holds_alternative<Response>(reply),
           expected("without a journal the answer is a response"),
           seen("it is something else"));
    return told(std::get<Response>(reply));
  }

  Response get(const std::string& id) {
    step("GET /task/{}", id);
    return told(get_task(service, id));
  }

  Response remove(const std::string& id) {
    step("DELETE /task/{}", id);
    return told(delete_task(service, id));
  }

  static Response told(Response response) {
    step("{}", response.result_int());
    return response;
  }

  static std::string text_of(const Response& response,
                             std::string_view field) {
    boost::system::error_code error;
    const json::value body = json::parse(response.body(), error);
    const json::value* value =
        body.is_object() ? body.get_object().if_contains(field) : nullptr;
    expect(value && value->is_string(),
           expected("the body is JSON with the text {}", in_quotes(field)),
           seen("it is {}", response.body()));
    return json::value_to<std::string>(*value);
  }

  template <std::same_as<Meaning>... Meanings>
  void expect_status(const Response& response, unsigned wanted,
                     Meanings... meanings) {
    expect_equal(response.result_int(), wanted, "the status", meanings...);
  }

  void expect_error(const Response& response, std::string_view part) {
    const std::string error = text_of(response, "error");
    expect(error.find(part) != std::string::npos,
           expected("the error says {}", in_quotes(part)),
           seen("it says {}", in_quotes(error)));
  }

  void expect_retry_after(const Response& response) {
    expect(!response[http::field::retry_after].empty(),
           expected("the answer has Retry-After"), seen("it has none"),
           means("no-retry-after", true));
  }

  void expect_nothing_added(std::size_t tasks = 0) {
    expect_equal(service.table.size(), tasks, "the number of tasks");
  }

  FakeWorkers fakes{never_ends};
  Service service{
      loop().get_executor(), {.pending = 3}, fakes.start(), nullptr};
};

}  // namespace

CO_TEST_F(TaskRoutes, AcceptATask) {
  const Response made = post(R"({"kind": "sum", "n": 4})");
  expect_status(made, 202);
  const std::string id = text_of(made, "task_id");
  expect_equal(text_of(made, "state"), "pending", "its state");
  expect_equal(std::string(made[http::field::location]), "/task/" + id,
               "Location");
  const Task* task = service.table.find(*parse_task_id(id));
  expect(task && task->request.kind == "sum" &&
             task->request.input == R"({"n":4})",
         expected("the table has the task, with its kind and its input"),
         seen("it does not"));
  expect_equal(service.queues.tasks.size(), 1U,
               "the number of tasks in the queue",
               means("accepted-and-forgotten", true));
  co_return;
}

CO_TEST_F(TaskRoutes, ShowATask) {
  const std::string id =
      text_of(post(R"({"kind": "sum", "n": 4})"), "task_id");
  const Response shown = get(id);
  expect_status(shown, 200);
  expect_equal(text_of(shown, "task_id"), id, "the task");
  expect_equal(text_of(shown, "state"), "pending", "its state");
  co_return;
}

CO_TEST_F(TaskRoutes, SayWhatIsNotThere) {
  for (const char* id : {"0000000000000001", "tea", ""}) {
    expect_status(get(id), 404);
    expect_status(remove(id), 404);
  }
  co_return;
}

CO_TEST_F(TaskRoutes, LeaveResultsToTheirCoroutine) {
  const std::string id = text_of(post(R"({"kind": "noop"})"), "task_id");
  const TaskId task = *parse_task_id(id);
  service.table.start(task);
  service.queues.results.try_put(Outcome{task, true, "168"});
  step("a result is in its queue");
  const Response shown = get(id);
  expect_equal(service.queues.results.size(), 1U,
               "the number of results in their queue",
               means("get-reads-results", true));
  expect_equal(text_of(shown, "state"), "running", "its state");
  co_return;
}

CO_TEST_F(TaskRoutes, RefuseWhatMakesNoSense) {
  const Response no_json = post("{\"kind\": ");
  expect_status(no_json, 400);
  expect_error(no_json, "at byte");
  const Response no_kind = post(R"({"kind": "tea"})");
  expect_status(no_kind, 422,
                means("one-status-for-all", no_kind.result_int() == 400));
  expect_error(no_kind, "kind");
  const Response no_field = post(R"({"kind": "sum"})");
  expect_status(no_field, 422);
  expect_error(no_field, "n");
  expect_nothing_added();
  co_return;
}

CO_TEST_F(TaskRoutes, AnswerWith503WhenTheTableIsFull) {
  for (int i = 0; i < 3; ++i) {
    post(R"({"kind": "noop"})");
  }
  const Response full = post(R"({"kind": "noop"})");
  expect_status(full, 503,
                means("full-is-a-surprise", full.result_int() != 503));
  expect_retry_after(full);
  expect_equal(service.queues.tasks.size(), 3U,
               "the number of tasks in the queue");
  co_return;
}

CO_TEST_F(TaskRoutes, KnowAKeyAgain) {
  const Response first = post(R"({"kind": "noop"})", "a");
  const Response again = post(R"({"kind": "noop"})", "a");
  expect_equal(service.queues.tasks.size(), 1U,
               "the number of tasks in the queue",
               means("same-key-twice", true));
  expect_status(again, 200,
                means("same-key-twice", again.result_int() == 202));
  expect_equal(text_of(again, "task_id"), text_of(first, "task_id"),
               "the task");
  const Response other = post(R"({"kind": "sum", "n": 1})", "a");
  expect_status(other, 409,
                means("another-request", other.result_int() == 200));
  expect_nothing_added(1);
  co_return;
}

CO_TEST_F(TaskRoutes, RefuseAKeyThatIsTooLong) {
  expect_status(post(R"({"kind": "noop"})", std::string(256, 'a')), 202);
  expect_status(post(R"({"kind": "noop"})", std::string(257, 'a')), 400);
  expect_nothing_added(1);
  co_return;
}

CO_TEST_F(TaskRoutes, RefuseTasksAtTheEnd) {
  step("the server shuts down");
  service.accepts_tasks = false;
  for (const char* body : {R"({"kind": "noop"})", "tea"}) {
    const Response refused = post(body);
    expect_status(refused, 503,
                  means("accepts-at-the-end", refused.result_int() == 202));
    expect_retry_after(refused);
  }
  expect_nothing_added();
  co_return;
}

CO_TEST_F(TaskRoutes, CancelATaskThatWaits) {
  const std::string id = text_of(post(R"({"kind": "noop"})"), "task_id");
  const Response gone = remove(id);
  expect_status(gone, 200);
  expect_equal(text_of(gone, "state"), "cancelled", "its state");
  co_return;
}

CO_TEST_F(TaskRoutes, EndATaskThatRuns) {
  service.dispatcher.start(1);
  const std::string id = text_of(post(R"({"kind": "noop"})"), "task_id");
  co_await pause(1ms);
  const Response gone = remove(id);
  expect(!fakes[0].alive, expected("its worker is killed"),
         seen("it goes on"), means("cancelled-on-paper", true));
  expect_status(gone, 202);
  co_await pause(1ms);
  expect_equal(text_of(get(id), "state"), "cancelled", "its state");
}

CO_TEST_F(TaskRoutes, LeaveAFinalTaskAlone) {
  const std::string id = text_of(post(R"({"kind": "noop"})"), "task_id");
  const TaskId task = *parse_task_id(id);
  service.table.start(task);
  service.table.complete(task, "168");
  step("the task is completed");
  const auto scope =
      awaiting({.expected = "DELETE of a final task changes nothing",
                .if_thrown = "final-is-cancelled"});
  const Response kept = remove(id);
  expect_status(kept, 200);
  expect_equal(text_of(kept, "state"), "completed", "its state");
  co_return;
}

REAL_TEST(TaskRoutesInTheServer, RunATask) {
  LiveServer server(loop());
  const std::string id = co_await server.post(R"({"kind": "sum", "n": 4})");
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "completed" &&
             task.at("result").at("sum").as_int64() == 10,
         expected("it is completed, and the sum is 10"),
         seen("{}", in_short(task)));
  co_await server.stop();
}

REAL_TEST(TaskRoutesInTheServer, CancelATask) {
  LiveServer server(loop());
  const std::string id =
      co_await server.post(R"({"kind": "sleep", "ms": 600000})");
  co_await server.until(id, {"running"});
  co_await server.ask("DELETE", "/task/" + id);
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "cancelled",
         expected("it is cancelled"), seen("{}", in_short(task)));
  co_await server.stop();
}
