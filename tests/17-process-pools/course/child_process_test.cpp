#include <sys/wait.h>

#include <course/child_process.hpp>
#include <string>
#include <system_error>
#include <vector>

#include "pool_functions.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace pool_test;
using Lines = std::vector<std::string>;

/// What a killed program had started has become ours: a RealCheck inherits
/// orphans. It has to end, too.
asio::awaitable<void> orphans_end() {
  co_await until([] { return children().running.empty(); });
  while (::waitpid(-1, nullptr, WNOHANG) > 0) {
  }
}

course::Program shell(std::string script) {
  return {.name = "sh", .arguments = {"-c", std::move(script)}};
}

}  // namespace

REAL_TEST(RunProgram, HandsOverLines) {
  Lines lines;
  const auto end = co_await course::run_program(
      {.name = "printf", .arguments = {"%s\\n", "one", "two words", ""}},
      [&](std::string_view line) { lines.emplace_back(line); });
  expect_equal(lines, Lines{"one", "two words", ""}, "the output");
  expect(end.status.success() && !end.timed_out, expected("it ends well"),
         seen("{}", to_string(end.status)));
}

REAL_TEST(RunProgram, HandsOverALineWhileTheProgramRuns) {
  const Folder folder;
  const std::string go = folder / "go";
  Lines lines;
  // The program ends only after its first line has arrived.
  co_await course::run_program(shell("echo first; while ! [ -e " + go +
                                     " ]; do sleep 0.01; done; "
                                     "printf last"),
                               [&](std::string_view line) {
                                 lines.emplace_back(line);
                                 touch(go);
                               });
  expect_equal(lines, Lines{"first", "last"}, "the output");
}

REAL_TEST(RunProgram, TellsHowItEnded) {
  const auto ignore = [](std::string_view) {};
  const auto failed = co_await course::run_program(shell("exit 3"), ignore);
  expect_equal(to_string(failed.status), "exit status 3", "the end");
  const auto died =
      co_await course::run_program(shell("kill -SEGV $$"), ignore);
  expect_equal(died.status.signal, SIGSEGV, "the signal");
}

REAL_TEST(RunProgram, ReadsErrorsIfToldSo) {
  Lines lines;
  auto program = shell("echo out; echo error >&2");
  program.with_errors = true;
  co_await course::run_program(
      program, [&](std::string_view line) { lines.emplace_back(line); });
  expect_equal(lines, Lines{"out", "error"}, "the output");
}

REAL_TEST(RunProgram, ThrowsIfThereIsNoSuchProgram) {
  std::error_code code;
  try {
    co_await course::run_program({.name = "no-such-program"},
                                 [](std::string_view) {});
  } catch (const std::system_error& error) {
    code = error.code();
  }
  expect(code == std::errc::no_such_file_or_directory,
         expected("it throws ENOENT"), seen("{}", code.message()));
}

REAL_TEST(RunProgram, EndsItAtTheLimit) {
  auto program = shell("echo begun; exec sleep 1000");
  program.limit = 50ms;
  const auto end =
      co_await course::run_program(program, [](std::string_view) {});
  expect(end.timed_out, expected("it is timed out"), seen("it is not"));
  expect_equal(end.status.signal, SIGTERM, "the signal that ended it");
}

REAL_TEST(RunProgram, LetsItCleanUp) {
  Lines lines;
  auto program = shell(
      "trap 'echo cleaned; exit 5' TERM; echo begun; "
      "while :; do sleep 0.01; done");
  program.limit = 100ms;
  const auto end = co_await course::run_program(
      program, [&](std::string_view line) { lines.emplace_back(line); });
  expect_equal(lines, Lines{"begun", "cleaned"}, "the output");
  expect_equal(end.status.status, 5, "the exit status");
}

REAL_TEST(RunProgram, KillsItAfterTheGrace) {
  auto program = shell("trap '' TERM; while :; do sleep 0.01; done");
  program.limit = 50ms;
  program.grace = 50ms;
  const auto end =
      co_await course::run_program(program, [](std::string_view) {});
  expect_equal(end.status.signal, SIGKILL, "the signal that ended it");
  co_await orphans_end();
}

REAL_TEST(RunProgram, EndsAlsoWhatTheProgramHasStarted) {
  // The sleep in the background holds the pipe.
  auto program = shell("sleep 1000 & echo begun; wait");
  program.limit = 100ms;
  const auto end =
      co_await course::run_program(program, [](std::string_view) {});
  expect(end.timed_out, expected("it is timed out"), seen("it is not"));
  co_await orphans_end();
}

REAL_TEST(RunProgram, KillsItWhenItIsCancelled) {
  asio::cancellation_signal stop;
  bool begun = false;
  std::exception_ptr error;
  bool ended = false;
  asio::co_spawn(
      loop(),
      course::run_program(shell("echo begun; exec sleep 1000"),
                          [&](std::string_view) { begun = true; }),
      asio::bind_cancellation_slot(
          stop.slot(), [&](std::exception_ptr e, course::ProgramEnd) {
            error = e;
            ended = true;
          }));
  co_await until([&] { return begun; });
  stop.emit(asio::cancellation_type::all);
  co_await until([&] { return ended; });
  expect(error != nullptr, expected("it throws"), seen("it returns"));
  expect(children().none(), expected("no process is left"),
         seen("there is one"));
}

REAL_TEST(Processes, InheritNothingButTheirThree) {
  // Descriptors that somebody else in this process has left open.
  const int open = ::dup(1);
  Lines lines;
  co_await course::run_program(
      {.name = "ls", .arguments = {"/proc/self/fd"}},
      [&](std::string_view line) { lines.emplace_back(line); });
  ::close(open);
  // 3 is the folder that ls reads.
  expect_equal(lines, Lines{"0", "1", "2", "3"}, "the descriptors");
}

REAL_TEST(Processes, AreKilledByTheirDestructor) {
  {
    course::Process process(
        loop().get_executor(),
        {.program = "sleep", .arguments = {"sleep", "1000"}});
    expect_equal(children().running.size(), 1U, "the number of children");
  }
  expect(children().none(), expected("no process is left"),
         seen("there is one"));
  co_return;
}

REAL_TEST(Processes, CanBeAwaitedTwice) {
  course::Process process(
      loop().get_executor(),
      {.program = "sh", .arguments = {"sh", "-c", "exit 4"}});
  expect_equal((co_await process.wait()).status, 4, "the exit status");
  expect_equal((co_await process.wait()).status, 4, "the same again");
  process.kill();  // does nothing: the id may be another's by now
}
