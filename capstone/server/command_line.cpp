#include "command_line.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <thread>

#include "log.hpp"

namespace task_server {

namespace {

using std::chrono::seconds;

/// A flag with a whole number, as it is now by default. Bounds are always
/// given: CLI11 takes -1 for the largest number of an unsigned type.
template <typename Number>
void add_number(CLI::App& app, const char* flag, Number& number,
                Number least, Number most, const char* help) {
  app.add_option(flag, number, help)
      ->check(CLI::Range(least, most))
      ->capture_default_str();
}

/// The same for seconds.
void add_seconds(CLI::App& app, const char* flag, seconds& time, int least,
                 int most, const char* help) {
  const auto set = [&time](int count) { time = seconds(count); };
  app.add_option_function<int>(flag, set, help)
      ->check(CLI::Range(least, most))
      ->default_str(std::to_string(time.count()));
}

/// What a request may cost the server.
void add_limits(CLI::App& app, Options& options) {
  constexpr std::size_t many = 100'000'000;
  constexpr int day = 86'400;
  add_number<std::size_t>(app, "--max-queue", options.table.pending, 1,
                          many, "tasks that wait; more: 503");
  add_number<std::size_t>(app, "--max-tasks", options.table.tasks, 1, many,
                          "tasks that are kept");
  add_seconds(app, "--keep", options.table.keep, 0, 365 * day,
              "seconds that a result is kept");
  add_number<std::uint32_t>(app, "--max-header", options.http.headers, 64,
                            1 << 20, "bytes before a body; more: 431");
  add_number<std::uint64_t>(app, "--max-body", options.http.body, 1,
                            1 << 30, "bytes; more: 413");
  add_number<std::size_t>(app, "--max-depth", options.json_depth, 1, 1'000,
                          "levels of JSON in a body; more: 400");
  add_number<std::size_t>(app, "--max-connections",
                          options.http.connections, 1, 1'000'000,
                          "open connections; more: 503");
  add_seconds(app, "--request-time", options.http.request, 1, day,
              "seconds for a request to arrive; more: 408");
  add_seconds(app, "--answer-time", options.http.answer, 1, day,
              "seconds for a client to take an answer; more: closed");
  add_seconds(app, "--idle-time", options.http.idle, 1, day,
              "seconds between two requests; more: closed");
}

void check_address(std::string_view address) {
  if (address != "127.0.0.1" && address != "localhost") {
    throw BadCommandLine(fmt::format(
        "--bind {}: only 127.0.0.1: whoever reaches this server may run "
        "tasks on this machine",
        address));
  }
}

}  // namespace

std::optional<Options> read_command_line(std::vector<std::string> words) {
  CLI::App app("Runs tasks in worker processes, asked for over HTTP.",
               "./course serve");
  Options options;
  options.workers = std::max(1U, std::thread::hardware_concurrency());
  std::string address = "127.0.0.1";
  std::string level = "info";
  add_number<std::uint16_t>(app, "--port", options.port, 0, 65'535,
                            "where it listens; 0: any");
  app.add_option("--bind", address, "the address; loopback only")
      ->capture_default_str();
  add_number<std::size_t>(app, "--workers", options.workers, 1, 1'024,
                          "processes that compute");
  add_seconds(app, "--drain", options.drain, 0, 3'600,
              "seconds for what runs at the end");
  add_limits(app, options);
  app.add_option("--journal", options.journal,
                 "a file that keeps accepted tasks");
  app.add_option("--log", level, "debug, info, warning or error")
      ->capture_default_str();
  std::ranges::reverse(words);  // CLI11 takes them from the back
  try {
    app.parse(words);
  } catch (const CLI::CallForHelp&) {
    fmt::print("{}", app.help());
    return std::nullopt;
  } catch (const CLI::ParseError& error) {
    throw BadCommandLine(error.what());
  }
  check_address(address);
  if (!set_log_level(level)) {
    throw BadCommandLine(fmt::format(
        "--log {}: none of debug, info, warning, error", level));
  }
  return options;
}

}  // namespace task_server
