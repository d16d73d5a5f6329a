#include <course/gather.hpp>
#include <course/process_pool.hpp>
#include <set>
#include <string>
#include <vector>

#include "pool_functions.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace pool_test;
using Numbers = std::vector<int>;
using course::ProcessPool;

}  // namespace

REAL_TEST(ProcessPools, ReturnResults) {
  ProcessPool pool(loop().get_executor(), 2);
  const auto number = pool.submit(twice_there, 21);
  const auto text = pool.submit(shout_there, "ready");
  const auto none = pool.submit(nothing_there);
  expect_equal(co_await number.get(), 42, "the number");
  expect_equal(co_await text.get(), "ready!", "the text");
  co_await none.get();
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, RunInOtherProcesses) {
  ProcessPool pool(loop().get_executor(), 1);
  const pid_t worker = co_await pool.submit(id_there).get();
  expect(worker != ::getpid(), expected("it runs somewhere else"),
         seen("it runs here"));
  expect_equal(pool.workers(), std::vector{worker}, "the list of workers");
  expect_equal(id_there(), ::getpid(), "who answers a direct call");
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, MapInOrder) {
  ProcessPool pool(loop().get_executor(), 3);
  Numbers inputs, wanted;
  for (int i = 0; i < 200; ++i) {
    inputs.push_back(i);
    wanted.push_back(2 * i);
  }
  expect(co_await pool.map(twice_there, inputs) == wanted,
         expected("result i belongs to input i"),
         seen("they are mixed up"));
  expect_equal(co_await pool.map(twice_there, Numbers{}), Numbers{},
               "what map makes of nothing");
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, StartNoMoreWorkersThanAllowed) {
  ProcessPool pool(loop().get_executor(), 2);
  expect_equal(pool.workers().size(), 0U, "the number of workers at first");
  std::set<pid_t> ids;
  std::vector<course::Future<pid_t>> calls;
  for (int i = 0; i < 50; ++i) {
    calls.push_back(pool.submit(id_there));
  }
  for (const auto& call : calls) {
    ids.insert(co_await call.get());
  }
  expect(ids.size() <= 2 && children().running.size() <= 2,
         expected("there are two workers at most"),
         seen("there are {}", ids.size()));
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, RunTasksAtTheSameTime) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), 2);
  const auto a = pool.submit(hold_there, folder / "a", folder / "go");
  const auto b = pool.submit(hold_there, folder / "b", folder / "go");
  co_await until_exists(folder / "a");
  co_await until_exists(folder / "b");
  touch(folder / "go");
  expect(co_await a.get() != co_await b.get(),
         expected("they run in two processes"), seen("they run in one"));
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, GiveAFreeWorkerTheNextTask) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), 2);
  const auto slow = pool.submit(hold_there, folder / "a", folder / "go");
  co_await until_exists(folder / "a");
  // Twenty tasks pass the one that holds its worker.
  co_await pool.map(twice_there, Numbers(20, 1));
  expect(!slow.done(), expected("the first one still runs"),
         seen("it has ended"));
  touch(folder / "go");
  co_await slow.get();
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, BringExceptionsHome) {
  ProcessPool pool(loop().get_executor(), 1);
  const auto call = pool.submit(shout_there, "");
  try {
    co_await call.get();
    expect(false, expected("it throws"), seen("it returns"));
  } catch (const course::RemoteError& error) {
    expect_equal(error.what(), std::string("nothing to shout"),
                 "its words");
    expect_equal(error.type(), "std::out_of_range", "its type");
  }
  expect_equal(co_await pool.submit(twice_there, 1).get(), 2,
               "what the worker answers next");
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, MapThrowsAndCancelsTheRest) {
  ProcessPool pool(loop().get_executor(), 1);
  std::string error;
  try {
    co_await pool.map(shout_there, {"a", "", "c"});
  } catch (const course::RemoteError& remote) {
    error = remote.what();
  }
  expect_equal(error, "nothing to shout", "the error");
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, DoNotStartWhatWasCancelled) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), 1);
  const auto first = pool.submit(hold_there, folder / "a", folder / "go");
  auto second = pool.submit(hold_there, folder / "b", folder / "go");
  const auto third = pool.submit(twice_there, 1);
  co_await until_exists(folder / "a");
  second.cancel();
  touch(folder / "go");
  co_await third.get();
  expect(!fs::exists(folder / "b"), expected("the second never begins"),
         seen("it has begun"));
  co_await first.get();
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, DropTheResultOfWhatWasCancelledRunning) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), 1);
  auto running = pool.submit(hold_there, folder / "a", folder / "go");
  co_await until_exists(folder / "a");
  running.cancel();
  const auto next = pool.submit(twice_there, 1);
  touch(folder / "go");
  expect_equal(co_await next.get(), 2, "the next result");
  expect(running.cancelled(), expected("it stays cancelled"),
         seen("it does not"));
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, FinishWhatTheyHaveAccepted) {
  ProcessPool pool(loop().get_executor(), 2);
  std::vector<course::Future<int>> calls;
  for (int i = 0; i < 20; ++i) {
    calls.push_back(pool.submit(twice_there, i));
  }
  co_await pool.shutdown();
  for (int i = 0; i < 20; ++i) {
    expect(calls[i].done() && co_await calls[i].get() == 2 * i,
           expected("all have their results"), seen("one has not"));
  }
  expect(children().none(), expected("shutdown leaves no process"),
         seen("there is one"));
  bool refused = false;
  try {
    pool.submit(nothing_there);
  } catch (const std::logic_error&) {
    refused = true;
  }
  expect(refused, expected("it takes no more"), seen("it does"));
  co_await pool.shutdown();  // once more is no harm
}

REAL_TEST(ProcessPools, CancelWhatWaitsIfToldSo) {
  const Folder folder;
  ProcessPool pool(loop().get_executor(), 1);
  const auto first = pool.submit(hold_there, folder / "a", folder / "go");
  const auto second = pool.submit(twice_there, 1);
  co_await until_exists(folder / "a");
  touch(folder / "go");
  co_await pool.shutdown(course::Waiting::cancel);
  expect(first.done() && !first.cancelled() && second.cancelled(),
         expected("one is finished and one cancelled"),
         seen("it is otherwise"));
}

REAL_TEST(ProcessPools, ShutDownWithoutEverHavingWorked) {
  ProcessPool pool(loop().get_executor(), 4);
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, CarryLargeArgumentsAndResults) {
  ProcessPool pool(loop().get_executor(), 2);
  const std::size_t size = 8'000'000;
  const auto result = co_await pool.submit(text_there, size).get();
  expect_equal(result.size(), size, "the size of the result");
  expect_equal(co_await pool.submit(size_there, result).get(), size,
               "the size of the argument");
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, RefuseWhatIsTooLarge) {
  ProcessPool pool(loop().get_executor(), 1);
  bool refused = false;
  try {
    pool.submit(size_there, std::string(course::largest_frame + 1, 'x'));
  } catch (const course::FrameTooLarge&) {
    refused = true;
  }
  expect(refused, expected("too large a task is refused"),
         seen("it is not"));
  const auto error =
      co_await error_of(pool.submit(text_there, course::largest_frame));
  expect(error.ends_with("bytes is too large"),
         expected("too large a result is an error"),
         seen("it is {}", error));
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, KeepSeveralTasksAtAWorkerIfToldSo) {
  ProcessPool pool(loop().get_executor(),
                   {.max_workers = 2, .tasks_per_worker = 16});
  Numbers inputs(1000, 3);
  expect(co_await pool.map(twice_there, inputs) == Numbers(1000, 6),
         expected("all results are right"), seen("one is not"));
  co_await pool.shutdown();
}

REAL_TEST(ProcessPools, LeaveNothingWhenDestroyedInTheMiddle) {
  const Folder folder;
  course::Future<void> computing(loop().get_executor());
  course::Future<int> waiting(loop().get_executor());
  {
    ProcessPool pool(loop().get_executor(), 1);
    computing = pool.submit(compute_there, folder / "a");
    waiting = pool.submit(twice_there, 1);
    co_await until_exists(folder / "a");
  }
  expect(children().none(), expected("no process is left"),
         seen("there is one"));
  expect(computing.cancelled() && waiting.cancelled(),
         expected("its futures are cancelled"), seen("they are not"));
}

TEST(PoolFunctions, HaveTheirNamesForThemselves) {
  EXPECT_THROW((course::PoolFunction{"twice", twice}), std::logic_error);
}
