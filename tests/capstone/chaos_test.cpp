#include <fmt/format.h>
#include <signal.h>

#include <boost/asio/use_awaitable.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <course/task.hpp>
#include <cstdlib>
#include <iostream>
#include <random>

#include "jobs.hpp"
#include "journal_file.hpp"
#include "real_check.hpp"
#include "server_process.hpp"

/// Workers and servers are killed at random while clients ask for tasks.
/// Every task that was accepted is looked at afterwards.
///
///     TASK_SERVER_CHAOS_SEED=SEED capstone_tests --check=Chaos.…
///
/// asks for the same tasks and kills after the same numbers of answers.
/// What the kernel does in between is its own affair.
namespace {

using namespace course::testing;
using namespace capstone_test;

constexpr int lives = 5;  ///< of the server; the last one ends well
constexpr int clients = 4;
constexpr int workers = 3;

unsigned chosen_seed() {
  const char* text = std::getenv("TASK_SERVER_CHAOS_SEED");
  return text ? static_cast<unsigned>(std::stoul(text))
              : std::random_device()();
}

/// What a client asks for, and what must come of it.
struct Wish {
  std::string key;
  std::string body;
  std::string result;  ///< JSON
};

class Chaos : public RealCheck {
 protected:
  Chaos() : seed_(chosen_seed()), random_(seed_) {
    be_patient_for(120s);
    std::cout << "chaos with the seed " << seed_ << std::endl;
  }

  int dice(int least, int most) {
    return std::uniform_int_distribution(least, most)(random_);
  }

  Wish next_wish() {
    Wish wish{.key = fmt::format("wish-{}", ++wishes_),
              .body = {},
              .result = "null"};
    const int attempts = dice(0, 4) == 0 ? dice(1, 2) : 100;
    const int size = dice(1, 30);
    switch (dice(0, 2)) {
      case 0:
        wish.body =
            fmt::format(R"({{"kind":"sleep","ms":{},"max_attempts":{}}})",
                        size, attempts);
        wish.result = fmt::format(R"({{"slept_ms":{}}})", size);
        break;
      case 1:
        wish.body = fmt::format(
            R"({{"kind":"sum","n":{},"max_attempts":{}}})", size, attempts);
        wish.result = fmt::format(R"({{"sum":{}}})", size * (size + 1) / 2);
        break;
      default:
        wish.body =
            fmt::format(R"({{"kind":"noop","max_attempts":{}}})", attempts);
    }
    return wish;
  }

  /// A client asks for one thing after the other until the server is gone
  /// or, in the last life, has accepted enough. What it got no answer to,
  /// it asks again in the next life, with the same key.
  asio::awaitable<void> be_client(ServerProcess& server) {
    std::optional<Wish> open;
    try {
      Client client = co_await server.client();
      while (left_ > 0 || life_ < lives) {
        open = unanswered_.empty() ? next_wish() : take_unanswered();
        const Got got =
            co_await client.ask("POST", "/task", open->body, open->key);
        expect(got.status == 202 || got.status == 200,
               expected("the task is accepted"), seen("{}", got.body));
        const json::value task = got.value();
        accepted_[json::value_to<std::string>(task.at("task_id"))] = *open;
        open.reset();
        const bool is_the_last = --left_ == 0;
        if (dice(1, 12) == 1) {
          co_await kill_a_worker(server, client);
        }
        if (is_the_last && life_ < lives) {
          co_await pause(std::chrono::microseconds(dice(0, 3'000)));
          server.process().kill(SIGKILL);
        }
      }
    } catch (const boost::system::system_error&) {
      // The server is gone.
      expect(life_ < lives, expected("only killed servers are gone"),
             seen("the last one is"));
    }
    if (open) {
      unanswered_.push_back(*open);
    }
  }

  Wish take_unanswered() {
    Wish wish = std::move(unanswered_.back());
    unanswered_.pop_back();
    return wish;
  }

  asio::awaitable<void> kill_a_worker(ServerProcess& server,
                                      Client& client) {
    const Got got = co_await client.ask("GET", "/status");
    std::vector<pid_t> there = workers_in(got);
    if (!there.empty() && server.process().running()) {
      const auto which = dice(0, static_cast<int>(there.size()) - 1);
      ::kill(there[static_cast<std::size_t>(which)], SIGKILL);
      ++workers_killed_;
    }
  }

  /// After a life: what was accepted is in the file, and what had an
  /// outcome there still has the same.
  void look_into(const JournalFile& journal) {
    const auto now = journal.tasks();
    for (const auto& [id, wish] : accepted_) {
      expect(now.contains(id),
             expected("every accepted task is in the journal"),
             seen("{} ({}) is not", id, wish.key));
    }
    std::map<std::string, std::string> ids;
    for (const auto& [id, task] : now) {
      expect(ids.emplace(task.key, id).second,
             expected("a key stands for one task"),
             seen("{} stands for two", task.key));
    }
    for (const auto& [id, task] : recorded_) {
      expect(now.contains(id) && (!task.is_final() || now.at(id) == task),
             expected("what is recorded stays"), seen("{} changed", id));
      expect(now.at(id).attempts >= task.attempts,
             expected("attempts are counted, never forgotten"),
             seen("{} had {} and has {}", id, task.attempts,
                  now.at(id).attempts));
    }
    recorded_ = now;
  }

  /// At the end: each ended as it must.
  void look_at_the_end() {
    int again = 0;
    for (const auto& [id, wish] : accepted_) {
      const RecordedTask& task = recorded_.at(id);
      const bool completed = task.state == 2 && task.outcome == wish.result;
      const bool failed =
          task.state == 3 && task.attempts >= task.max_attempts &&
          task.outcome.find("worker died") != std::string::npos;
      expect(
          completed || failed,
          expected("{} has its result, or died too often", wish.key),
          seen("its state is {}, after {} of {} attempts: {}", task.state,
               task.attempts, task.max_attempts, task.outcome));
      expect(task.attempts >= 1, expected("a task that ended has run"),
             seen("{} has not", wish.key));
      again += task.attempts - 1;
    }
    expect(again <= workers_killed_ + (lives - 1) * workers,
           expected("no task runs again without a reason"),
           seen("{} runs too many, after {} killed workers", again,
                workers_killed_));
    std::cout << fmt::format(
                     "{} tasks, {} servers and {} workers killed, {} runs "
                     "again",
                     accepted_.size(), lives - 1, workers_killed_, again)
              << std::endl;
  }

  JournalFile journal_;
  std::map<std::string, Wish> accepted_;  ///< by task id
  int life_ = 0;
  int left_ = 0;  ///< to accept in this life

 private:
  unsigned seed_;
  std::mt19937 random_;
  std::vector<Wish> unanswered_;
  std::map<std::string, RecordedTask> recorded_;
  int wishes_ = 0;
  int workers_killed_ = 0;
};

REAL_TEST_F(Chaos, LosesNoAcceptedTask) {
  for (life_ = 1; life_ <= lives; ++life_) {
    const auto server =
        co_await ServerProcess::start({"--workers", std::to_string(workers),
                                       "--journal", journal_.path()});
    left_ = dice(20, 60);
    std::vector<course::Task<void>> asking;
    for (int i = 0; i < clients; ++i) {
      asking.push_back(
          course::create_task(loop().get_executor(), be_client(*server)));
    }
    for (auto& task : asking) {
      co_await task.get();
    }
    if (life_ == lives) {
      for (const auto& [id, wish] : accepted_) {
        co_await server->outcome(id);
      }
      server->process().kill(SIGTERM);
    }
    const course::ExitStatus status = co_await server->process().wait();
    expect(status.success() == (life_ == lives),
           expected("only the last server ends by itself"),
           seen("life {} ends with {}", life_, to_string(status)));
    co_await until_no_children();
    look_into(journal_);
  }
  look_at_the_end();
}

}  // namespace
