#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <boost/asio/read.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <course/process_pool.hpp>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "pool_functions.hpp"
#include "real_check.hpp"

// Workers are killed in every state that they can be in.
namespace {

using namespace course::testing;
using namespace pool_test;
using course::ProcessPool;

bool is_gone(pid_t id) {
  return ::kill(id, 0) != 0;
}

}  // namespace

REAL_TEST(WorkersThatDie, AreReplacedWhenIdle) {
  ProcessPool pool(loop().get_executor(), 1);
  const pid_t first = co_await pool.submit(id_there).get();
  ::kill(first, SIGKILL);
  co_await until([&] { return is_gone(first); });
  const pid_t second = co_await pool.submit(id_there).get();
  expect(first != second, expected("another one answers"),
         seen("it is the same"));
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, FailTheTaskThatTheyCompute) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), 1);
  const auto task = pool.submit(compute_there, folder / "a");
  const auto next = pool.submit(twice_there, 4);
  co_await until_exists(folder / "a");
  const pid_t worker = pool.workers().front();
  ::kill(worker, SIGKILL);
  try {
    co_await task.get();
    expect(false, expected("the task fails"), seen("it returns"));
  } catch (const course::WorkerDied& death) {
    expect_equal(death.worker(), worker, "who died");
    expect_equal(death.how().signal, SIGKILL, "the signal");
    expect_equal(std::string(death.what()), killed, "the error");
  }
  expect_equal(co_await next.get(), 8, "the result of the next task");
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, DoNotHurtTheOthers) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), 2);
  const auto held = pool.submit(hold_there, folder / "a", folder / "go");
  co_await until_exists(folder / "a");
  const auto lost = pool.submit(die_there, SIGUSR1);
  expect(!(co_await error_of(lost)).empty(), expected("one task fails"),
         seen("it does not"));
  touch(folder / "go");
  expect(co_await held.get() > 0, expected("the other one returns"),
         seen("it does not"));
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, AreNoticedInTheMiddleOfAnAnswer) {
  ProcessPool pool(loop().get_executor(), 1);
  expect_equal(co_await error_of(pool.submit(half_there)), killed,
               "the error of the task whose answer was cut");
  expect_equal(co_await pool.submit(twice_there, 1).get(), 2,
               "what the successor answers");
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, AreNoticedWhileTheyWriteALongAnswer) {
  ProcessPool pool(loop().get_executor(), 1);
  for (int round = 0; round < 5; ++round) {
    const pid_t worker = co_await pool.submit(id_there).get();
    auto task = pool.submit(text_there, std::size_t{30'000'000});
    // A turn of the loop reads a piece; killed after some of them.
    for (int turn = 0; turn < 10 * round && !task.done(); ++turn) {
      co_await pause(100us);
    }
    ::kill(worker, SIGKILL);
    const std::string error = co_await error_of(task);
    expect(error.empty() || error == killed,
           expected("there is a whole answer or a clear error"),
           seen("it is {}", error));
    co_await until([&] { return is_gone(worker); });
  }
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, AreNoticedInTheMiddleOfATask) {
  ProcessPool pool(loop().get_executor(), 1);
  const pid_t worker = co_await pool.submit(id_there).get();
  ::kill(worker, SIGSTOP);
  // It reads nothing, so a part of the request stays with us.
  const auto task = pool.submit(size_there, std::string(8'000'000, 'x'));
  const auto next = pool.submit(twice_there, 1);
  co_await pause(5ms);
  ::kill(worker, SIGKILL);
  expect_equal(co_await error_of(task), killed, "the error of the task");
  expect_equal(co_await next.get(), 2, "the next result");
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, MayLeaveByThemselves) {
  ProcessPool pool(loop().get_executor(), 1);
  expect_equal(co_await error_of(pool.submit(leave_there, 3)),
               "the worker has died: exit status 3", "the error");
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, HaveTheirTaskRunAgainIfToldSo) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), {.max_workers = 1, .reruns = 1});
  expect_equal(co_await pool.submit(die_once_there, folder / "a").get(), 7,
               "the result of the second run");
  expect(co_await error_of(pool.submit(die_there, SIGKILL)) == killed,
         expected("a task that always kills is given up"),
         seen("it is not"));
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, DoNotFailTasksThatHaveNotBegun) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(),
                   {.max_workers = 1, .tasks_per_worker = 8});
  const auto running = pool.submit(compute_there, folder / "a");
  std::vector<course::Future<int>> behind;
  for (int i = 0; i < 5; ++i) {
    behind.push_back(pool.submit(twice_there, i));
  }
  co_await until_exists(folder / "a");
  ::kill(pool.workers().front(), SIGKILL);
  expect_equal(co_await error_of(running), killed, "the error");
  for (int i = 0; i < 5; ++i) {
    expect_equal(co_await behind[i].get(), 2 * i, "a task behind it");
  }
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, DoNotKeepAPoolFromShuttingDown) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), {.max_workers = 2, .reruns = 1});
  const auto idle = pool.submit(nothing_there);
  const auto again = pool.submit(die_once_there, folder / "a");
  const auto lost = pool.submit(die_there, SIGKILL);
  co_await pool.shutdown();
  expect(idle.done() && again.done() && lost.done(),
         expected("all that was accepted has ended"), seen("one has not"));
  expect_equal(co_await error_of(lost), killed,
               "the error of the lost one");
  expect_equal(co_await again.get(), 7, "the result of the second run");
}

REAL_TEST(WorkersThatDie, BreakThePoolWhenNoneEverStarts) {
  ::setenv("POOL_TEST_FORGETS", "1", 1);
  ProcessPool pool(loop().get_executor(), 2);
  const auto call = pool.submit(nothing_there);
  const std::string error = co_await error_of(call);
  ::unsetenv("POOL_TEST_FORGETS");
  expect(error.starts_with("the workers do not start"),
         expected("the error says that the workers do not start"),
         seen("it is {}", error));
  bool refused = false;
  try {
    pool.submit(nothing_there);
  } catch (const course::PoolBroken&) {
    refused = true;
  }
  expect(refused, expected("a broken pool takes no tasks"),
         seen("it does"));
  co_await pool.shutdown();
}

REAL_TEST(WorkersThatDie, DieWithTheirParent) {
  const Folder folder;
  asio::readable_pipe output(loop());
  int ends[2];
  expect_equal(::pipe2(ends, O_CLOEXEC), 0, "what pipe2 returns");
  output.assign(ends[0]);
  course::Process parent(
      loop().get_executor(),
      {.program = "/proc/self/exe",
       .arguments = {"parent"},
       .environment = {"POOL_TEST_PARENT=" + folder / "a"},
       .output = ends[1]});
  ::close(ends[1]);
  std::string text;  // the ids of its two workers, a line each
  while (std::count(text.begin(), text.end(), '\n') < 2) {
    co_await asio::async_read(output, asio::dynamic_buffer(text),
                              asio::transfer_at_least(1),
                              asio::use_awaitable);
  }
  parent.kill(SIGKILL);
  co_await parent.wait();
  // Now they are ours: a RealCheck inherits orphans.
  co_await until([] { return children().running.empty(); });
  std::istringstream ids(text);
  for (pid_t id = 0; ids >> id;) {
    expect_equal(::waitpid(id, nullptr, 0), id,
                 "the worker that has ended");
  }
  while (::waitpid(-1, nullptr, WNOHANG) > 0) {
    // what a sanitizer may have started in a worker
  }
}
