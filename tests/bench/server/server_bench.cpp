// bench_server SECONDS NAME=COMMAND...: one round of `./course bench
// server`. The servers take turns, so that a slow second hits them alike.
// It prints lines `row name value`. NAME is course, journal, python or bare
// (Beast without workers); a command's words are separated by commas.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>

#include "http_load.hpp"
#include "server_child.hpp"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;
using Command = std::vector<std::string>;

// In half a second 10,000 tasks and 64 sums, whatever they take. With fewer
// sums it shows in the speed-up that a worker is idle while the last one is
// computed.
constexpr double tasks_per_second = 20'000;
constexpr double sums_per_second = 128;

const std::string noop = post_request(R"({"kind":"noop"})");

void print(std::string_view row, std::string_view name, double value) {
  fmt::print("{} {} {}\n", row, name, value);
  std::fflush(stdout);
}

/// A folder that is gone afterwards, beside this program and not in /tmp,
/// which may be memory: a journal is measured on a disk.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::read_symlink("/proc/self/exe").string() +
              ".XXXXXX") {
    if (!::mkdtemp(path_.data())) {
      throw std::runtime_error("cannot make " + path_);
    }
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  /// The name of a file that does not exist yet.
  std::string new_file() { return fmt::format("{}/{}", path_, ++files_); }

 private:
  std::string path_;
  int files_ = 0;
};

class Round {
 public:
  Round(std::map<std::string, Command> commands, Seconds time)
      : commands_(std::move(commands)), time_(time) {}

  void run_all() {
    for (const auto& [name, command] : commands_) {
      if (name == "course" || name == "python") {
        start_and_stop(name);
        one_by_one(name);
        speed_up(name);
      }
      if (name != "bare") {
        end_to_end(name);
      }
    }
    two_round_trips();
    print("speed-up", "bare", speed_up_of_forks());
    posts_and_gets();
  }

 private:
  std::unique_ptr<ServerChild> start(const std::string& name,
                                     std::size_t workers = 2) {
    Command command = commands_.at(name);
    if (name != "bare") {
      command.insert(command.end(), {"--workers", fmt::to_string(workers)});
    }
    if (name == "journal") {
      command.insert(command.end(), {"--journal", folder_.new_file()});
    }
    return std::make_unique<ServerChild>(loop_, command);
  }

  std::string post(const ServerChild& server, const std::string& request) {
    Client client(loop_, server.port());
    return task_id(run(loop_, client.ask(request)));
  }

  void start_and_stop(const std::string& name) {
    const auto server = start(name);
    print("start", name, 1e3 * server->start_time().count());
    // The workers are up as well.
    wait_for(loop_, server->port(), post(*server, noop));
    print("stop", name, 1e3 * server->stop().count());
  }

  /// From the first POST of many to the end of the last task.
  void end_to_end(const std::string& name) {
    const auto server = start(name);
    wait_for(loop_, server->port(), post(*server, noop));
    const auto processor = server->processor_time();
    const auto begin = Clock::now();
    const Rates all = load(loop_, server->port(), 32, std::chrono::hours(1),
                           noop, 202, number_of_tasks());
    for (const std::string& body : all.last_bodies) {
      wait_for(loop_, server->port(), task_id({202, body}));
    }
    const Seconds time = Clock::now() - begin;
    print("tasks", name, static_cast<double>(all.requests) / time.count());
    print("task-cpu", name, cpu_of_one(*server, processor, all));
    server->stop();
  }

  std::size_t number_of_tasks() const {
    return static_cast<std::size_t>(tasks_per_second * time_.count());
  }

  /// Tasks that are polled for, so that few wait at a time: what the
  /// process keeps is finished tasks, and no queue.
  void one_by_one(const std::string& name) {
    const auto server = start(name);
    const std::size_t number = number_of_tasks();
    tasks(loop_, server->port(), 32, number / 4 + 1);
    const auto memory = server->memory();
    tasks(loop_, server->port(), 32, number);
    print("memory", name,
          (static_cast<double>(server->memory()) -
           static_cast<double>(memory)) /
              static_cast<double>(number));
    const Rates alone = tasks(loop_, server->port(), 1, number / 20);
    print("submit", name, 1e3 * alone.p50_ms);
    // Python's server can only be asked.
    const Rates waited =
        name == "course" ? waiting_tasks(loop_, server->port(), number / 20)
                         : alone;
    print("submit-wait", name, 1e3 * waited.p50_ms);
    server->stop();
  }

  void two_round_trips() {
    const auto server = start("bare");
    const Rates both =
        round_trips(loop_, server->port(), number_of_tasks() / 20);
    print("submit", "bare", 1e3 * both.p50_ms);
    server->stop();
  }

  void speed_up(const std::string& name) {
    const double alone = seconds_of_sums(name, 1);
    print("speed-up", name, alone / seconds_of_sums(name, 2));
  }

  double seconds_of_sums(const std::string& name, std::size_t workers) {
    // Some 25 ms each.
    const std::string sum =
        post_request(name == "python" ? R"({"kind":"sum","n":600000})"
                                      : R"({"kind":"sum","n":30000000})");
    const auto server = start(name, workers);
    std::vector<std::string> first;  // until every worker has had one
    for (std::size_t i = 0; i < 2 * workers; ++i) {
      first.push_back(post(*server, sum));
    }
    for (const std::string& id : first) {
      wait_for(loop_, server->port(), id);
    }
    const auto begin = Clock::now();
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < sums(); ++i) {
      ids.push_back(post(*server, sum));
    }
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
      wait_for(loop_, server->port(), *id);
    }
    const Seconds time = Clock::now() - begin;
    server->stop();
    return time.count();
  }

  std::size_t sums() const {
    return std::max<std::size_t>(
        2, static_cast<std::size_t>(sums_per_second * time_.count()));
  }

  static void compute_sums(std::size_t count) {
    for (std::size_t task = 0; task < count; ++task) {
      std::int64_t sum = 0;
      for (std::int64_t i = 0; i < 30'000'000; ++i) {
        asm volatile("" : "+r"(sum));
        sum += i;
      }
    }
  }

  /// Seconds that so many processes need for their share.
  double seconds_of_forks(std::size_t count) {
    const auto begin = Clock::now();
    std::vector<pid_t> children(count);
    for (pid_t& child : children) {
      child = ::fork();
      if (child == 0) {
        compute_sums(sums() / count);
        ::_exit(0);
      }
    }
    for (const pid_t child : children) {
      ::waitpid(child, nullptr, 0);
    }
    return Seconds(Clock::now() - begin).count();
  }

  double speed_up_of_forks() {
    const double alone = seconds_of_forks(1);
    return alone / seconds_of_forks(2);
  }

  void posts_and_gets() {
    std::map<std::string, std::unique_ptr<ServerChild>> servers;
    std::map<std::string, std::string> gets;
    for (const auto& [name, command] : commands_) {
      servers.emplace(name, start(name));
      const std::string id = post(*servers.at(name), noop);
      if (name != "bare") {
        wait_for(loop_, servers.at(name)->port(), id);
      }
      gets.emplace(name, get_request(id));
    }
    for (const std::size_t connections : {1U, 32U, 256U}) {
      for (const auto& [name, server] : servers) {
        posts(name, *server, connections);
      }
      for (const auto& [name, server] : servers) {
        if (name == "journal") {
          continue;  // a GET does not touch it
        }
        const auto processor = server->processor_time();
        const Rates rates = load(loop_, server->port(), connections, time_,
                                 gets.at(name), 200);
        print(fmt::format("get-{}", connections), name, rates.per_second);
        if (connections == 32) {
          print("get-cpu", name, cpu_of_one(*server, processor, rates));
        }
      }
    }
    for (const auto& [name, server] : servers) {
      server->stop();
    }
  }

  /// Microseconds of the main process for one of the requests.
  static double cpu_of_one(const ServerChild& server, Seconds before,
                           const Rates& rates) {
    return 1e6 * (server.processor_time() - before).count() /
           static_cast<double>(rates.requests);
  }

  /// POSTs, and then the tasks: the next measurement finds an idle server.
  void posts(const std::string& name, const ServerChild& server,
             std::size_t connections) {
    const auto processor = server.processor_time();
    const Rates rates =
        load(loop_, server.port(), connections, time_, noop, 202);
    print(fmt::format("post-{}", connections), name, rates.per_second);
    if (connections == 256) {
      print("p50", name, rates.p50_ms);
      print("p99", name, rates.p99_ms);
    }
    if (name != "bare") {
      for (const std::string& body : rates.last_bodies) {
        wait_for(loop_, server.port(), task_id({202, body}));
      }
    }
    if (connections == 32) {
      print("post-cpu", name, cpu_of_one(server, processor, rates));
    }
  }

  asio::io_context loop_{1};
  Folder folder_;
  std::map<std::string, Command> commands_;
  Seconds time_;
};

Command words_of(const std::string& text) {
  Command words;
  std::istringstream stream(text);
  for (std::string word; std::getline(stream, word, ',');) {
    words.push_back(word);
  }
  return words;
}

}  // namespace

}  // namespace bench

int main(int count, char** arguments) {
  try {
    std::map<std::string, bench::Command> commands;
    for (int i = 2; i < count; ++i) {
      const std::string text = arguments[i];
      const auto equals = text.find('=');
      if (equals != std::string::npos) {
        commands.emplace(text.substr(0, equals),
                         bench::words_of(text.substr(equals + 1)));
      }
    }
    const double seconds = count > 1 ? std::atof(arguments[1]) : 0;
    if (commands.empty() || seconds <= 0) {
      fmt::print(stderr, "usage: bench_server SECONDS NAME=COMMAND...\n");
      return 2;
    }
    bench::Round(std::move(commands), bench::Seconds(seconds)).run_all();
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_server: {}\n", error.what());
    return 1;
  }
}
