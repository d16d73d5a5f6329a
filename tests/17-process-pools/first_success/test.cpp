#include <stdlib.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "first_success.hpp"
#include "jobs.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
namespace fs = std::filesystem;

class FirstSuccess : public RealCheck {
 protected:
  FirstSuccess() {
    std::string name = fs::temp_directory_path() / "programs-XXXXXX";
    if (!::mkdtemp(name.data())) {
      throw std::runtime_error("no folder for the check");
    }
    folder_ = name;
  }
  ~FirstSuccess() override { fs::remove_all(folder_); }

  /// A program that runs a script in the folder of the check. The shell
  /// command `await FILE` waits until there is a file, `make FILE` makes
  /// one. The shell does that by itself: a program of its own could still
  /// be dying when the shell has been killed and has ended.
  course::Program script(const std::string& text) const {
    return {
        .name = "sh",
        .arguments = {"-c",
                      "await() { while ! [ -e \"$1\" ]; do sleep 0.005; "
                      "done; }\nmake() { : > \"$1\"; }\ncd " +
                          folder_.string() + "\n" + text}};
  }

  /// Starts the student's function.
  void start(std::vector<course::Program> programs) {
    asio::co_spawn(loop(), first_success(std::move(programs)),
                   [this](std::exception_ptr why, Lines result) {
                     returned = true;
                     error = why;
                     lines = std::move(result);
                     step(why ? "an exception leaves it"
                              : "it returns " + listed(lines));
                   });
  }

  /// Waits for a file that a script makes, unless the function is done.
  asio::awaitable<void> exists(const char* name) {
    while (!fs::exists(folder_ / name) && !returned) {
      co_await pause(1ms);
    }
    throw_if_unwritten();
  }

  /// Waits until so many programs are left, and what that means for the
  /// function has happened.
  asio::awaitable<void> only_left(std::size_t count) {
    while (children().running.size() > count && !returned) {
      co_await pause(1ms);
    }
    while (!children().zombies.empty() && !returned) {
      co_await pause(1ms);
    }
    for (int turn = 0; turn < 200; ++turn) {
      co_await asio::post(asio::use_awaitable);
    }
    throw_if_unwritten();
  }

  asio::awaitable<void> returns() {
    while (!returned) {
      co_await pause(1ms);
    }
    throw_if_unwritten();
  }

  void make(const char* name) { std::ofstream(folder_ / name) << "x"; }

  std::string told() const {
    if (!returned) {
      return "nothing yet";
    }
    try {
      if (error) {
        std::rethrow_exception(error);
      }
      return listed(lines);
    } catch (const std::exception& thrown) {
      return thrown.what();
    } catch (...) {
      return "an unknown exception";
    }
  }

  bool returned = false;
  std::exception_ptr error;
  Lines lines;

 private:
  void throw_if_unwritten() const {
    if (told().ends_with("not written yet")) {
      std::rethrow_exception(error);
    }
  }

  fs::path folder_;
};

}  // namespace

CO_TEST_F(FirstSuccess, ReturnsTheLines) {
  step("one program prints two lines");
  const Lines result =
      co_await first_success({script("echo lemma; echo proof")});
  expect(result == Lines{"lemma", "proof"},
         expected("its lines are returned: lemma, proof"),
         seen("it returns {}", listed(result)));
}

CO_TEST_F(FirstSuccess, LeavesAFailureToTheOthers) {
  step("A prints \"no idea\" and fails; B still thinks");
  start({script("echo no idea; make failed; exit 1"),
         script("await go; echo proof")});
  co_await exists("failed");
  co_await only_left(1);
  expect(!returned, expected("B is given its time"),
         seen("the result is {}", told()),
         means("first-to-end", returned && !error),
         means("gives-up-at-first-failure", error != nullptr));
  step("B finds its proof");
  make("go");
  co_await returns();
  expect(lines == Lines{"proof"}, expected("B's line is returned: proof"),
         seen("the result is {}", told()));
}

CO_TEST_F(FirstSuccess, LeavesAMissingProgramToTheOthers) {
  step("A is not installed; B prints a proof");
  start({{.name = "no-such-solver"}, script("echo proof")});
  co_await returns();
  expect(lines == Lines{"proof"}, expected("B's line is returned: proof"),
         seen("the result is {}", told()),
         means("missing-program-escapes", error != nullptr));
}

CO_TEST_F(FirstSuccess, RunsThemTogether) {
  step("A ends when B has begun; B fails");
  start({script("await begun; echo proof"), script("make begun; exit 1")});
  const auto scope = awaiting({.expected = "B begins while A runs",
                               .if_stuck = "one-after-another"});
  co_await returns();
  expect(lines == Lines{"proof"}, expected("A's line is returned: proof"),
         seen("the result is {}", told()));
}

CO_TEST_F(FirstSuccess, EndsTheOthers) {
  step("A prints a proof; B and C would take a thousand seconds");
  start({script("await b; await c; echo proof"),
         script("make b; exec sleep 1000"),
         script("make c; exec sleep 1000")});
  const auto scope = awaiting({.expected = "it returns when A is done",
                               .if_stuck = "waits-for-all"});
  co_await returns();
  expect(lines == Lines{"proof"}, expected("A's line is returned: proof"),
         seen("the result is {}", told()));
  const std::size_t left = children().running.size();
  end_children();
  expect(left == 0, expected("no program is left when it returns"),
         seen("{} are left", left), means("left-running", true));
}

CO_TEST_F(FirstSuccess, KeepsTheLinesApart) {
  step("A prints \"so far\" and goes on; B prints a proof");
  start({script("echo so far; make said; exec sleep 1000"),
         script("await said; sleep 0.05; echo proof")});
  co_await returns();
  expect(lines == Lines{"proof"},
         expected("B's line alone is returned: proof"),
         seen("the result is {}", told()),
         means("lines-mixed", lines.size() == 2));
}

CO_TEST_F(FirstSuccess, ThrowsIfAllFail) {
  step("A and B fail");
  start({script("exit 1"), script("kill -KILL $$")});
  const auto scope = awaiting(
      {.expected = "it throws: there is nobody left who could succeed",
       .if_stuck = "all-failed-never-ends"});
  co_await returns();
  bool is_runtime_error = false;
  try {
    if (error) {
      std::rethrow_exception(error);
    }
  } catch (const std::runtime_error&) {
    is_runtime_error = true;
  } catch (...) {
    is_runtime_error = false;
  }
  expect(is_runtime_error, expected("it throws a std::runtime_error"),
         seen("the result is {}", told()));
}
