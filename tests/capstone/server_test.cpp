#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "jobs.hpp"
#include "journal_file.hpp"
#include "real_check.hpp"
#include "server_process.hpp"

/// The server as it is run: real processes, real sockets, real signals.
namespace {

using namespace course::testing;
using namespace capstone_test;

/// Waits until the server has other workers than these.
asio::awaitable<void> until_replaced(ServerProcess& server,
                                     std::vector<pid_t> old) {
  for (;;) {
    const auto now = co_await server.workers();
    bool replaced = now.size() == old.size();
    for (const pid_t id : old) {
      replaced =
          replaced && std::find(now.begin(), now.end(), id) == now.end();
    }
    if (replaced) {
      co_return;
    }
    co_await pause(5ms);
  }
}

REAL_TEST(TaskServer, RunsATaskFromPostToResult) {
  const auto server = co_await ServerProcess::start();
  const std::string id =
      co_await server->post(R"({"kind": "primes", "limit": 1000})");
  const json::value task = co_await server->outcome(id);
  expect_equal(task.at("result").at("primes").as_int64(), 168,
               "the number of primes");
  expect_equal(task.at("partial_results").as_array().size(), 10U,
               "the number of partial results");
  expect_equal(task.at("progress").as_int64(), 100, "the progress");
  co_await end_well(*server);
}

REAL_TEST(TaskServer, ComputesEveryKind) {
  const auto server = co_await ServerProcess::start();
  for (const char* body :
       {R"({"kind": "noop"})", R"({"kind": "sleep", "ms": 1})",
        R"({"kind": "sum", "n": 1000})",
        R"({"kind": "primes", "limit": 100})",
        R"({"kind": "mandelbrot", "width": 30})",
        R"({"kind": "cpu_intensive_task", "iterations": 10})"}) {
    const json::value task =
        co_await server->outcome(co_await server->post(body));
    expect(task.at("state").as_string() == "completed",
           expected("{} is completed", body), seen("it is not"));
  }
  co_await end_well(*server);
}

REAL_TEST(TaskServer, ShowsThePictureOfAMandelbrot) {
  const auto server = co_await ServerProcess::start();
  const std::string id =
      co_await server->post(R"({"kind": "mandelbrot", "width": 30})");
  co_await server->outcome(id);
  const Got got = co_await server->ask("GET", "/task/" + id + "/result");
  const std::string_view signature("\x89PNG\r\n\x1a\n", 8);
  expect(got.status == 200 && got.body.starts_with(signature) &&
             got.body.find("IEND") != std::string::npos,
         expected("the result is a PNG file"),
         seen("it is {} with {} bytes", got.status, got.body.size()));
  co_await end_well(*server);
}

/// The name under which "ps" and "top" show a process.
std::string shown_name(pid_t id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/comm");
  std::string name;
  std::getline(file, name);
  return name;
}

REAL_TEST(TaskServer, HasWorkersWithItsName) {
  const auto server = co_await ServerProcess::start({"--workers", "1"});
  co_await server->outcome(co_await server->post(R"({"kind": "noop"})"));
  for (const pid_t id : co_await server->workers()) {
    expect_equal(shown_name(id), "task_server", "the worker's name");
  }
  co_await end_well(*server);
}

REAL_TEST(TaskServer, ReplacesIdleWorkersThatAreKilled) {
  const auto server = co_await ServerProcess::start({"--workers", "2"});
  const auto workers = co_await server->workers();
  for (const pid_t id : workers) {
    ::kill(id, SIGKILL);
  }
  co_await until_replaced(*server, workers);
  const std::string id =
      co_await server->post(R"({"kind": "sum", "n": 4})");
  const json::value task = co_await server->outcome(id);
  expect_equal(task.at("attempts").as_int64(), 1, "the attempts");
  expect_equal(task.at("result").at("sum").as_int64(), 10, "the sum");
  co_await end_well(*server);
}

REAL_TEST(TaskServer, RunsTheTaskOfAKilledWorkerAgain) {
  const auto server = co_await ServerProcess::start({"--workers", "1"});
  const std::string id =
      co_await server->post(R"({"kind": "sleep", "ms": 300})");
  co_await until_running(*server, id);
  const auto workers = co_await server->workers();
  ::kill(workers.at(0), SIGKILL);
  const json::value task = co_await server->outcome(id);
  expect_equal(task.at("attempts").as_int64(), 2, "the attempts");
  expect(task.at("state").as_string() == "completed",
         expected("it is completed"), seen("it is not"));
  co_await end_well(*server);
}

REAL_TEST(TaskServer, CancelsWhatRuns) {
  const auto server = co_await ServerProcess::start({"--workers", "1"});
  const std::string id =
      co_await server->post(R"({"kind": "sleep", "ms": 600000})");
  co_await until_running(*server, id);
  const Got got = co_await server->ask("DELETE", "/task/" + id);
  expect_equal(got.status, 202U, "the status");
  const json::value task = co_await server->outcome(id);
  expect(task.at("state").as_string() == "cancelled",
         expected("it is cancelled"), seen("it is not"));
  co_await end_well(*server);
}

REAL_TEST(TaskServer, EndsWhileHundredsWait) {
  const auto server =
      co_await ServerProcess::start({"--workers", "1", "--drain", "0"});
  for (int i = 0; i < 500; ++i) {
    co_await server->post(R"({"kind": "sleep", "ms": 100})");
  }
  co_await end_well(*server);
}

REAL_TEST(TaskServer, LeavesNoWorkerBehindWhenItIsKilled) {
  const auto server = co_await ServerProcess::start({"--workers", "3"});
  const std::string id =
      co_await server->post(R"({"kind": "sleep", "ms": 600000})");
  co_await until_running(*server, id);
  server->process().kill(SIGKILL);
  co_await server->process().wait();
  // Its workers are our children now. They end, all of them.
  co_await until_no_children();
}

REAL_TEST(TaskServer, IsNotStartedByAWorkerThatComesTooLate) {
  // Its parent is not the one that has started it: the server was killed
  // before the worker's main began.
  course::Process worker(co_await asio::this_coro::executor,
                         {.program = TASK_SERVER,
                          .arguments = {"course-worker", "--port", "0"},
                          .environment = {"COURSE_WORKER_OF=1"}});
  const course::ExitStatus status = co_await worker.wait();
  expect_equal(to_string(status), "exit status 1", "how it ends");
}

REAL_TEST(TaskServer, LosesNoAcceptedTaskWhenItIsKilled) {
  const JournalFile journal;
  const std::vector<std::string> arguments = {"--workers", "2", "--journal",
                                              journal.path()};
  std::vector<std::string> ids;
  {
    const auto server = co_await ServerProcess::start(arguments);
    const std::string done =
        co_await server->post(R"({"kind": "sum", "n": 4})");
    co_await server->outcome(done);
    ids.push_back(done);
    ids.push_back(
        co_await server->post(R"({"kind": "sleep", "ms": 1500})"));
    co_await until_running(*server, ids[1]);
    for (int i = 0; i < 20; ++i) {
      ids.push_back(
          co_await server->post(R"({"kind": "sleep", "ms": 20})"));
    }
    server->process().kill(SIGKILL);
    co_await server->process().wait();
  }
  const auto server = co_await ServerProcess::start(arguments);
  for (const std::string& id : ids) {
    const json::value task = co_await server->outcome(id);
    expect(task.at("state").as_string() == "completed",
           expected("every accepted task is completed"),
           seen("{} is not", id));
  }
  const Got first = co_await server->ask("GET", "/task/" + ids[0]);
  expect_equal(first.value().at("attempts").as_int64(), 1,
               "the attempts of the task that was done");
  expect_equal(first.value().at("result").at("sum").as_int64(), 10,
               "its result");
  const Got second = co_await server->ask("GET", "/task/" + ids[1]);
  expect_equal(second.value().at("attempts").as_int64(), 2,
               "the attempts of the task that ran");
  // The workers of the first server are our children now.
  while (children().running.size() > 1 || !children().zombies.empty()) {
    ::waitpid(-1, nullptr, WNOHANG);
    co_await pause(5ms);
  }
  co_await end_well(*server);
}

REAL_TEST(TaskServer, KeepsWhatIsLeftAtItsEnd) {
  const JournalFile journal;
  const std::vector<std::string> arguments = {
      "--workers", "1", "--drain", "0", "--journal", journal.path()};
  std::vector<std::string> ids;
  {
    const auto server = co_await ServerProcess::start(arguments);
    for (int i = 0; i < 5; ++i) {
      ids.push_back(
          co_await server->post(R"({"kind": "sleep", "ms": 50})"));
    }
    co_await end_well(*server);
  }
  const auto server = co_await ServerProcess::start(arguments);
  for (const std::string& id : ids) {
    const json::value task = co_await server->outcome(id);
    expect(task.at("state").as_string() == "completed",
           expected("every accepted task is completed"),
           seen("{} is not", id));
  }
  co_await end_well(*server);
}

REAL_TEST(TaskServer, AnswersHeadWithoutABody) {
  const auto server = co_await ServerProcess::start();
  const std::string text = co_await server->say(
      "HEAD /healthz HTTP/1.1\r\n\r\n"
      "HEAD /tea HTTP/1.1\r\nConnection: close\r\n\r\n");
  const auto second = text.find("HTTP/1.1 404");
  expect(text.starts_with("HTTP/1.1 200") && second != std::string::npos,
         expected("both are answered"), seen("{}", in_quotes(text)));
  expect(text.substr(0, second).ends_with("\r\n\r\n") &&
             text.ends_with("\r\n\r\n"),
         expected("no answer has a body"), seen("{}", in_quotes(text)));
  expect(text.find("Content-Length: 3\r\n") != std::string::npos,
         expected("the size is that of the answer to GET"),
         seen("{}", in_quotes(text)));
  co_await end_well(*server);
}

REAL_TEST(TaskServer, AnswersBadHttp) {
  const auto server =
      co_await ServerProcess::start({"--max-body", "100", "--request-time",
                                     "1", "--max-connections", "10"});
  const auto expect_status =
      [&](std::string text,
          std::string_view status) -> asio::awaitable<void> {
    const std::string answer = co_await server->say(std::move(text));
    expect(answer.starts_with("HTTP/1.1 " + std::string(status)),
           expected("the answer is {}", status),
           seen("it is {}", in_quotes(answer.substr(0, 40))));
  };
  co_await expect_status("tea please\r\n\r\n", "400");
  co_await expect_status(
      "POST /task HTTP/1.1\r\nContent-Length: 1000\r\n\r\n", "413");
  co_await expect_status(
      "POST /task HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
      "411");
  co_await expect_status(
      "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n",
      "431");
  co_await expect_status("POST /task HTTP/1.1\r\nContent-Len", "408");
  co_await end_well(*server);
}

}  // namespace
