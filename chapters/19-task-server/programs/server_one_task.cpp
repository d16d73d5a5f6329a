// One task of the real server, from POST to GET, seen at every border.
// recorded: measured
#include <fmt/format.h>

#include <course/trace.hpp>
#include <map>
#include <memory>
#include <string>
#include <variant>

#include "running_server.hpp"
#include "server/message.hpp"
#include "timed_work.hpp"

course::Trace trace;
std::int64_t start = 0;  // of the figure: when the client asks

/// Draws an interval and tells how long it was.
void draw(const char* row, course::Kind kind, std::int64_t from,
          std::int64_t to, const std::string& what) {
  using std::chrono::microseconds;
  trace.add(row, kind, microseconds(from - start),
            microseconds(to - start));
  if (!what.empty()) {
    fmt::print("{:<15} {:>6.2f} ms  {}\n", row,
               static_cast<double>(to - from) / 1'000, what);
  }
}

/// When something came to a border.
struct Seen {
  std::int64_t accepted = 0, sent = 0, outcome = 0, completed = 0;
  std::map<int, std::int64_t> report, stored;  // by percent
} seen;

//! [server-observed]
/// A worker whose messages are noted on their way.
class ObservedWorker : public task_server::WorkerPort {
 public:
  explicit ObservedWorker(const asio::any_io_executor& executor)
      : worker_(task_server::start_worker_process(executor)) {}

  void send(std::string_view message) override {
    seen.sent = now_us();
    worker_->send(message);
  }
  asio::awaitable<std::optional<std::string>> read() override {
    auto message = co_await worker_->read();
    if (message) {
      const auto answer = task_server::unpack_answer(*message);
      if (const auto* at = std::get_if<task_server::Progress>(&answer)) {
        seen.report[at->percent] = now_us();
      } else if (std::holds_alternative<task_server::Outcome>(answer)) {
        seen.outcome = now_us();
      }
    }
    co_return message;
  }
  //! [server-observed]

  long id() const override { return worker_->id(); }
  void close() override { worker_->close(); }
  void kill() override { worker_->kill(); }
  asio::awaitable<std::string> ended() override { return worker_->ended(); }

 private:
  std::unique_ptr<task_server::WorkerPort> worker_;
};

void note_change(const task_server::Task& task, task_server::Change how) {
  using task_server::Change, task_server::TaskState;
  if (how == Change::added) {
    seen.accepted = now_us();
  } else if (how == Change::progress) {
    seen.stored[task.progress] = now_us();
  } else if (task.state == TaskState::completed) {
    seen.completed = now_us();
  }
}

asio::awaitable<void> story() {
  const auto loop = co_await asio::this_coro::executor;
  task_server::Application server(
      loop, {.port = 0, .workers = 1}, [](const auto& executor) {
        return std::make_unique<ObservedWorker>(executor);
      });
  auto& service = server.service();
  service.table.on_change([&](const auto& task, auto how) {
    note_change(task, how);
    service.watchers.notify(task.id);
  });
  server.startup();
  co_await outcome(server.port(),
                   co_await post(server.port(), R"({"kind": "noop"})"));
  seen = {};

  //! [server-one-task]
  const std::int64_t asked = start = now_us();
  const Reply accepted =
      co_await ask(server.port(), http::verb::post, "/task",
                   R"({"kind": "timed", "ms": 4})");
  const std::int64_t answered = now_us();
  const std::string id = text_of(json::parse(accepted.body()), "task_id");
  const json::value task = co_await outcome(server.port(), id);
  const std::int64_t asks = now_us();
  const Reply got =
      co_await ask(server.port(), http::verb::get, "/task/" + id);
  const std::int64_t knows = now_us();
  //! [server-one-task]
  co_await server.cleanup();

  using course::Kind;
  const json::value& result = task.at("result");
  const std::int64_t begin = result.at("begin").as_int64();
  const std::int64_t end = result.at("end").as_int64();
  draw("client", Kind::wait, asked, answered,
       fmt::format("POST /task: {}", accepted.result_int()));
  draw("task_queue", Kind::wait, seen.accepted, seen.sent,
       "until a worker is idle");
  draw("to the worker", Kind::wait, seen.sent, begin, "through the socket");
  draw("worker", Kind::exec, begin, end, "computes, reports 4 times");
  for (const auto& [percent, came] : seen.report) {
    draw("progress_queue", Kind::wait, came, seen.stored.at(percent),
         fmt::format("{} %, until monitor_progress has it", percent));
  }
  draw("to the server", Kind::wait, end, seen.outcome,
       "through the socket");
  draw("result_queue", Kind::wait, seen.outcome, seen.completed,
       "until background_result_processor has it");
  draw("client", Kind::wait, asks, knows,
       fmt::format("GET /task/ID: {}, {}, {} %", got.result_int(),
                   text_of(task, "state"), task.at("progress").as_int64()));
}

int main() {
  return run_with_workers(story);
}
