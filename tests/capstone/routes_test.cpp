#include "routes.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>

#include "check.hpp"
#include "fake_worker.hpp"
#include "jobs.hpp"
#include "log.hpp"

namespace {

using namespace course::testing;
using namespace capstone_test;
namespace json = boost::json;

asio::awaitable<void> never_ends(FakeWorker&, Work) {
  co_return;
}

/// The routes, without a connection.
class Routes : public Check {
 protected:
  Routes() { set_log_level("error"); }

  Response ask(http::verb method, std::string target, std::string body = "",
               std::string key = "") {
    Request request{method, target, 11};
    if (!key.empty()) {
      request.set("Idempotency-Key", key);
    }
    request.body() = std::move(body);
    return std::get<Response>(answer(service, request));
  }
  Response post(std::string body, std::string key = "") {
    return ask(http::verb::post, "/task", std::move(body), key);
  }
  Response get(std::string target) {
    return ask(http::verb::get, std::move(target));
  }
  static json::object body_of(const Response& response) {
    return json::parse(response.body()).as_object();
  }
  static std::string id_of(const Response& response) {
    return json::value_to<std::string>(body_of(response).at("task_id"));
  }

  void expect_answer(const Response& response, unsigned status,
                     std::string_view part) {
    expect(response.result_int() == status &&
               response.body().find(part) != std::string::npos,
           expected("the answer is {} and holds {}", status, part),
           seen("it is {} {}", response.result_int(), response.body()));
  }

  FakeWorkers fakes{never_ends};
  Service service{
      loop().get_executor(), {.pending = 3}, fakes.start(), nullptr};
};

CO_TEST_F(Routes, AcceptATask) {
  const Response made = post(R"({"kind": "sum", "n": 10})");
  expect_equal(made.result_int(), 202U, "the status");
  expect_equal(body_of(made).at("state").as_string(), "pending",
               "the state");
  expect_equal(std::string(made[http::field::location]),
               "/task/" + id_of(made), "Location");
  expect_answer(get("/task/" + id_of(made)), 200, "\"pending\"");
  co_return;
}

CO_TEST_F(Routes, RefuseWhatMakesNoSense) {
  expect_answer(post("{\"kind\": "), 400, "at byte");
  expect_answer(post("[1] x"), 400, "at byte 4");
  expect_answer(post(std::string(100'000, '[')), 400, "too deep");
  expect_answer(post("[]"), 422, "no JSON object");
  expect_answer(post("{}"), 422, "\\\"kind\\\"");
  expect_answer(post(R"({"kind": "tea"})"), 422, "sum");
  expect_answer(post(R"({"kind": "sum"})"), 422, "\\\"n\\\" is missing");
  expect_answer(post(R"({"kind": "sum", "n": "1"})"), 422, "\\\"n\\\"");
  expect_answer(post(R"({"kind": "sum", "n": -1})"), 422, "\\\"n\\\"");
  expect_answer(post(R"({"kind": "noop", "n": 1})"), 422,
                "\\\"n\\\" is not known");
  expect_answer(post(R"({"kind": "noop", "max_attempts": 0})"), 422,
                "max_attempts");
  expect_answer(post(R"({"kind": "noop", "timeout_ms": 1.5})"), 422,
                "timeout_ms");
  expect_equal(service.table.size(), 0U, "the number of tasks");
  co_return;
}

CO_TEST_F(Routes, AnswerWith503WhenTheQueueIsFull) {
  for (int i = 0; i < 3; ++i) {
    expect_equal(post(R"({"kind": "noop"})").result_int(), 202U,
                 "the status");
  }
  const Response full = post(R"({"kind": "noop"})");
  expect_equal(full.result_int(), 503U, "the status");
  expect(!full[http::field::retry_after].empty(),
         expected("Retry-After is there"), seen("it is not"));
  co_return;
}

CO_TEST_F(Routes, KnowAKeyAgain) {
  const Response first = post(R"({"kind": "noop"})", "a");
  const Response again = post(R"({"kind": "noop"})", "a");
  expect_equal(again.result_int(), 200U, "the status");
  expect_equal(id_of(again), id_of(first), "the task");
  expect_answer(post(R"({"kind": "sum", "n": 1})", "a"), 409, "another");
  expect_answer(post(R"({"kind": "noop"})", std::string(300, 'a')), 400,
                "Idempotency-Key");
  co_return;
}

CO_TEST_F(Routes, CancelATask) {
  const std::string id = id_of(post(R"({"kind": "noop"})"));
  expect_answer(ask(http::verb::delete_, "/task/" + id), 200,
                "\"cancelled\"");
  expect_answer(ask(http::verb::delete_, "/task/" + id), 200,
                "\"cancelled\"");
  service.dispatcher.start(1);
  const std::string running = id_of(post(R"({"kind": "noop"})"));
  co_await pause(1ms);
  expect_answer(ask(http::verb::delete_, "/task/" + running), 202,
                "\"running\"");
  co_await pause(1ms);
  expect_answer(get("/task/" + running), 200, "\"cancelled\"");
}

CO_TEST_F(Routes, ShowAResultAsWhatItIs) {
  const std::string json = id_of(post(R"({"kind": "noop"})"));
  const std::string picture = id_of(post(R"({"kind": "noop"})"));
  const std::string broken = id_of(post(R"({"kind": "noop"})"));
  expect_answer(get("/task/" + json + "/result"), 409, "pending");
  const auto complete = [&](const std::string& id, std::string result) {
    service.table.start(*parse_task_id(id));
    service.table.complete(*parse_task_id(id), std::move(result));
    return get("/task/" + id + "/result");
  };
  const Response number = complete(json, R"({"sum":10})");
  expect_answer(number, 200, R"({"sum":10})");
  expect_equal(std::string(number[http::field::content_type]),
               "application/json", "the type");
  for (const auto& [text, bytes] : {std::pair("iVBORw0K", "\x89PNG\r\n"),
                                    std::pair("iVBORw0=", "\x89PNG\r"),
                                    std::pair("iVBORw==", "\x89PNG")}) {
    const std::string id = text == std::string("iVBORw0K")
                               ? picture
                               : id_of(post(R"({"kind": "noop"})"));
    const Response png =
        complete(id, fmt::format(R"({{"png":"{}"}})", text));
    expect_equal(std::string(png[http::field::content_type]), "image/png",
                 "the type");
    expect_equal(png.body(), bytes, "the picture");
  }
  for (const auto* text : {"", "?", "????", "iVBO?"}) {
    const std::string id =
        *text ? id_of(post(R"({"kind": "noop"})")) : broken;
    const std::string result = fmt::format(R"({{"png":"{}"}})", text);
    const Response no_picture = complete(id, result);
    expect_answer(no_picture, 200, result);
    expect_equal(std::string(no_picture[http::field::content_type]),
                 "application/json", "the type");
  }
  expect_answer(ask(http::verb::delete_, "/task/" + json + "/result"), 405,
                "GET");
  expect_answer(get("/task/0123456789abcdef/result"), 404, "no such task");
  co_return;
}

CO_TEST_F(Routes, SayWhatIsNotThere) {
  expect_answer(get("/task/0000000000000001"), 404, "no such task");
  expect_answer(get("/task/one"), 404, "no such task");
  expect_answer(get("/tea"), 404, "no such page");
  expect_answer(ask(http::verb::put, "/task"), 405, "POST");
  expect_answer(ask(http::verb::post, "/tasks"), 405, "GET");
  expect_answer(get("/tasks?limit=0"), 422, "limit");
  expect_answer(get("/tasks?state=boiling"), 422, "state");
  expect_answer(get("/tasks?from=one"), 422, "from");
  co_return;
}

CO_TEST_F(Routes, ListTasksInPages) {
  std::vector<std::string> ids;
  for (int i = 0; i < 3; ++i) {
    ids.push_back(id_of(post(R"({"kind": "noop"})")));
  }
  json::object page = body_of(get("/tasks?limit=2&state=pending"));
  expect_equal(page.at("tasks").as_array().size(), 2U, "the first page");
  page = body_of(get(json::value_to<std::string>(page.at("next"))));
  expect_equal(page.at("tasks").as_array().size(), 1U, "the second page");
  expect(page.at("next").is_null(), expected("it is the last"),
         seen("there is another one"));
  co_return;
}

CO_TEST_F(Routes, AreReadyWhenAWorkerIsThere) {
  expect_equal(get("/readyz").result_int(), 503U, "before the start");
  service.dispatcher.start(1);
  co_await pause(1ms);
  expect_equal(get("/readyz").result_int(), 200U, "with a worker");
  service.accepts_tasks = false;
  expect_equal(get("/readyz").result_int(), 503U, "at the end");
  expect_answer(post(R"({"kind": "noop"})"), 503, "shutting down");
  expect_equal(get("/healthz").result_int(), 200U, "healthz");
}

CO_TEST_F(Routes, CountWhatThereIs) {
  post(R"({"kind": "noop"})");
  expect_answer(get("/metrics"), 200,
                "task_server_tasks{state=\"pending\"} 1\n");
  expect_answer(get("/status"), 200, "\"pending\":1");
  expect_answer(get("/"), 200, "<!DOCTYPE html>");
  co_return;
}

}  // namespace
