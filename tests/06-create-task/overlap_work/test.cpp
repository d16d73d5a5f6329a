#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <course/gather.hpp>
#include <course/traced.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "overlap_work.hpp"

namespace {

using namespace course::testing;

using Files = std::vector<std::string>;

/// How long each file takes, and which of them fails.
struct Server {
  std::chrono::nanoseconds page = 30ms;
  std::chrono::nanoseconds style = 10ms;
  std::chrono::nanoseconds script = 15ms;
  std::string broken = {};
};

asio::awaitable<std::string> answer(Server server, std::string file) {
  step("{} is asked for", file);
  co_await course::traced(Check::running()->trace(), file,
                          pause(file == "page"    ? server.page
                                : file == "style" ? server.style
                                                  : server.script));
  if (file == server.broken) {
    step("{} cannot be fetched", file);
    throw std::runtime_error("no " + file);
  }
  step("{} is there", file);
  co_return "the " + file;
}

Fetch from(Server server) {
  return [server](std::string file) { return answer(server, file); };
}

/// When the story says `text` for the first time; -1 ns if it never does.
std::chrono::nanoseconds time_of(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  const auto found = std::ranges::find(steps, text, &Step::text);
  return found == steps.end() ? -1ns : found->at;
}

void expect_asked(const std::string& file, std::chrono::nanoseconds at,
                  Meaning first, Meaning second) {
  const auto asked = time_of(file + " is asked for");
  expect(asked == at, expected("{} is asked for at {}", file, at),
         asked < 0ns ? seen("it is never asked for")
                     : seen("it is asked for at {}", asked),
         first, second);
}

}  // namespace

CO_TEST(OverlapWork, StartsThePageAndTheStyle) {
  co_await overlap_work(from({}));
  const auto page = time_of("page is asked for");
  const auto style = time_of("style is asked for");
  expect_asked("page", 0ms, means("not-started", page == 25ms),
               means("one-after-another", page == 10ms));
  expect_asked("style", 0ms, means("one-after-another", style == 30ms),
               means("one-after-another", style > 30ms));
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(OverlapWork, FetchesTheScriptAfterTheStyle) {
  co_await overlap_work(from({}));
  const auto script = time_of("script is asked for");
  expect_asked("script", 10ms, means("all-at-once", script == 0ms),
               means("script-waits-for-the-page", script == 30ms));
}

CO_TEST(OverlapWork, TakesAsLongAsTheSlower) {
  co_await overlap_work(from({}));
  expect(elapsed() == 30ms,
         expected("it ends with the slowest, the page, at 30 ms"),
         seen("it ended at {}", elapsed()));
  co_await overlap_work(from({.page = 20ms}));
  expect(elapsed() == 55ms,
         expected("with a page of 20 ms it ends with the script, 25 ms "
                  "later"),
         seen("it ended {} later", elapsed() - 30ms));
}

CO_TEST(OverlapWork, ReturnsTheFilesInOrder) {
  const Files files = co_await overlap_work(from({}));
  step("overlap_work returns {}", files);
  const Files wanted{"the page", "the style", "the script"};
  const Files completed{"the style", "the script", "the page"};
  expect(files == wanted, expected("it returns {}", wanted),
         seen("it returned {}", files),
         means("order-of-completion", files == completed));
}

CO_TEST(OverlapWork, ThrowsTheExceptionOfThePage) {
  std::string error;
  {
    const auto scope = awaiting({.expected = "overlap_work throws: no page",
                                 .if_stuck = "error-lost"});
    try {
      co_await overlap_work(from({.broken = "page"}));
    } catch (const std::runtime_error& thrown) {
      error = thrown.what();
    }
  }
  expect(error == "no page", expected("overlap_work throws: no page"),
         error.empty() ? seen("it returned") : seen("it threw: {}", error),
         means("error-not-looked-at", error.empty()));
}
