#include <signal.h>
#include <stdlib.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "jobs.hpp"
#include "pool_as_completed.hpp"
#include "real_check.hpp"
#include "worker_host.hpp"

std::optional<int> course::testing::run_as_worker() {
  return course::is_worker() ? std::optional(course::run_worker())
                             : std::nullopt;
}

namespace {

using namespace course::testing;
namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

/// In a worker. The end of a file's name says how its scan goes: "held"
/// waits until the test lets it go, "bad" throws, "deadly" kills the
/// worker.
int scan_file(std::string file) {
  std::ofstream(file + ".begun") << "x";
  if (file.ends_with("held")) {
    while (!fs::exists(file + ".go")) {
      std::this_thread::sleep_for(1ms);
    }
  }
  if (file.ends_with("bad")) {
    throw std::runtime_error("cannot be read");
  }
  if (file.ends_with("deadly")) {
    ::raise(SIGKILL);
  }
  return static_cast<int>(fs::path(file).filename().string().size());
}

const Scan scan{"scan_file", scan_file};

void nothing() {}
const course::PoolFunction probe{"probe", nothing};

/// "archive.held: 12" or "note.bad: cannot be read".
std::string told(const Texts& files, const Finding& finding) {
  const std::string name =
      finding.index < files.size()
          ? fs::path(files[finding.index]).filename().string()
          : "file " + std::to_string(finding.index);
  if (!finding.error) {
    return name + ": " +
           (finding.value ? std::to_string(*finding.value) : "no value");
  }
  try {
    std::rethrow_exception(finding.error);
  } catch (const std::exception& error) {
    return name + ": " + error.what();
  } catch (...) {
    return name + ": an unknown error";
  }
}

/// Leaves no worker when a check ends early.
struct Ending {
  course::ProcessPool& pool;
  ~Ending() { pool.kill_workers(); }
};

class PoolAsCompleted : public RealCheck {
 protected:
  PoolAsCompleted() {
    std::string name = fs::temp_directory_path() / "scans-XXXXXX";
    if (!::mkdtemp(name.data())) {
      throw std::runtime_error("no folder for the check");
    }
    folder_ = name;
  }
  ~PoolAsCompleted() override { fs::remove_all(folder_); }

  /// Starts the student's function; what it hands over goes to `findings`.
  void start(const Texts& names) {
    for (const std::string& name : names) {
      files_.push_back(folder_ / name);
    }
    step("pool_as_completed gets {} and a pool of two workers",
         names.empty() ? "no files" : listed(names));
    asio::co_spawn(
        loop(),
        pool_as_completed(pool, scan, files_,
                          [this](const Finding& finding) {
                            indices.push_back(finding.index);
                            values.push_back(finding.value.value_or(0));
                            findings.push_back(told(files_, finding));
                            step("it hands over {}", findings.back());
                          }),
        [this](std::exception_ptr why) {
          returned = true;
          error = why;
          step(why ? "an exception leaves it" : "it returns");
        });
  }

  asio::awaitable<void> begins(std::string name) {
    while (!began(name)) {
      throw_if_unwritten();
      co_await pause(1ms);
    }
    step("the scan of {} has begun", name);
  }

  void let_go(const std::string& name) {
    step("{} can be scanned to its end", name);
    std::ofstream(folder_ / (name + ".go")) << "x";
  }

  /// A task that is behind all others: when a worker has answered it, what
  /// that worker had to say before has been heard.
  asio::awaitable<void> a_worker_is_free() {
    co_await pool.submit(probe).get();
    for (int turn = 0; turn < 200; ++turn) {
      co_await asio::post(asio::use_awaitable);
    }
  }

  /// Waits until it returns, or an exception leaves it.
  asio::awaitable<void> returns(std::string_view if_thrown = "") {
    while (!returned) {
      co_await pause(1ms);
    }
    throw_if_unwritten();
    try {
      if (error) {
        std::rethrow_exception(error);
      }
    } catch (const std::exception& thrown) {
      expect(false,
             expected("pool_as_completed throws nothing: an error belongs "
                      "to its finding"),
             seen("it throws: {}", thrown.what()),
             means(if_thrown, !if_thrown.empty()));
    }
  }

  bool began(const std::string& name) {
    return fs::exists(folder_ / (name + ".begun"));
  }

  course::ProcessPool pool{loop().get_executor(), 2};
  Texts findings;
  std::vector<std::size_t> indices;
  std::vector<int> values;
  bool returned = false;
  std::exception_ptr error;

 private:
  /// What a stub throws says all there is to say.
  void throw_if_unwritten() {
    try {
      if (error) {
        std::rethrow_exception(error);
      }
    } catch (const std::logic_error& thrown) {
      if (std::string_view(thrown.what()).ends_with("not written yet")) {
        throw;
      }
    } catch (...) {
      return;  // an exception of a scan
    }
  }

  fs::path folder_;
  Texts files_;
};

}  // namespace

CO_TEST_F(PoolAsCompleted, ReturnsAfterTheLast) {
  const Ending ending{pool};
  start({"archive.held", "note"});
  co_await begins("archive.held");
  co_await a_worker_is_free();
  expect(!returned, expected("it goes on while the archive is scanned"),
         seen("it has returned"), means("returns-too-soon", true));
  let_go("archive.held");
  co_await returns();
  expect(findings.size() == 2, expected("both findings are there"),
         seen("there are {}", listed(findings)));
  co_await pool.shutdown();
}

CO_TEST_F(PoolAsCompleted, HandsOverEachFinding) {
  const Ending ending{pool};
  start({"one", "three", "fifteen"});
  co_await returns();
  std::sort(values.begin(), values.end());
  expect(values == std::vector{3, 5, 7},
         expected("there is one finding for each file, with the values 3, "
                  "5 and 7"),
         seen("there are {}", listed(findings)));
  co_await pool.shutdown();
}

CO_TEST_F(PoolAsCompleted, GivesAllScansToThePool) {
  const Ending ending{pool};
  start({"archive.held", "note"});
  co_await begins("archive.held");
  co_await a_worker_is_free();
  expect(began("note"),
         expected("the other worker scans the note meanwhile"),
         seen("it was idle, and the scan has not begun"),
         means("one-after-another", findings.empty() && !returned));
  let_go("archive.held");
  co_await returns();
  co_await pool.shutdown();
}

CO_TEST_F(PoolAsCompleted, DoesNotWaitForTheOthers) {
  const Ending ending{pool};
  start({"note.held", "archive.held"});
  co_await begins("note.held");
  co_await begins("archive.held");
  let_go("note.held");
  co_await a_worker_is_free();
  expect(
      findings == Texts{"note.held: 9"},
      expected("the finding of the note is handed over while the archive "
               "is scanned"),
      seen("the findings are {}", listed(findings)),
      means("all-at-the-end", findings.empty()));
  let_go("archive.held");
  co_await returns();
  co_await pool.shutdown();
}

CO_TEST_F(PoolAsCompleted, TakesThemInTheOrderInWhichTheyEnd) {
  const Ending ending{pool};
  start({"archive.held", "note.held"});
  co_await begins("archive.held");
  co_await begins("note.held");
  let_go("note.held");
  co_await a_worker_is_free();
  expect(!findings.empty(),
         expected("the finding of the note is handed over, although the "
                  "archive was first"),
         seen("nothing is handed over"), means("in-order", true));
  expect(indices.front() == 1,
         expected("its index is 1, the place of the note in the files"),
         seen("it is {}", indices.front()),
         means("index-of-completion", indices.front() == 0));
  let_go("archive.held");
  co_await returns();
  expect(indices == std::vector<std::size_t>{1, 0},
         expected("the indices are 1, 0"),
         seen("they are {}", fmt::join(indices, ", ")));
  co_await pool.shutdown();
}

CO_TEST_F(PoolAsCompleted, MakesAFindingOfAFailure) {
  const Ending ending{pool};
  start({"archive.held", "note.bad"});
  co_await begins("archive.held");
  co_await begins("note.bad");
  co_await a_worker_is_free();
  if (returned) {
    co_await returns("error-escapes");
  }
  let_go("archive.held");
  co_await returns("error-escapes");
  expect(findings.size() == 2, expected("there is a finding for each file"),
         seen("there are {}", listed(findings)),
         means("failures-dropped", findings == Texts{"archive.held: 12"}));
  expect(findings == Texts{"note.bad: cannot be read", "archive.held: 12"},
         expected("the failure is a finding, and so is the archive"),
         seen("there are {}", listed(findings)));
  co_await pool.shutdown();
}

CO_TEST_F(PoolAsCompleted, OutlivesADeadWorker) {
  const Ending ending{pool};
  start({"archive.held", "picture.deadly", "note"});
  co_await begins("archive.held");
  co_await begins("picture.deadly");
  co_await begins("note");  // in the dead worker's successor
  co_await a_worker_is_free();
  let_go("archive.held");
  co_await returns("dead-worker-ignored");
  expect(
      findings ==
          Texts{"picture.deadly: the worker has died: signal 9 (Killed)",
                "note: 4", "archive.held: 12"},
      expected("the picture's finding says that the worker has died; the "
               "note and the archive are scanned"),
      seen("there are {}", listed(findings)));
  co_await pool.shutdown();
}

CO_TEST_F(PoolAsCompleted, ReturnsAtOnceWithoutFiles) {
  const Ending ending{pool};
  step("pool_as_completed gets no files");
  const auto scope =
      awaiting({.expected = "it returns at once: nothing is left to do",
                .if_stuck = "empty-never-ends"});
  co_await pool_as_completed(pool, scan, {}, [](const Finding&) {});
  co_await pool.shutdown();
}
