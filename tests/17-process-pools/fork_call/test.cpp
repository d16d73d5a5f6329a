#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/shared_memory.hpp>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include "children.hpp"
#include "fork_call.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;

/// Where the check's processes tell each other what they do.
struct Board {
  std::atomic<pid_t> worker{0};
  std::atomic<bool> came_back_in_the_child{false};
};

/// How a call has ended, if it has.
struct Outcome {
  bool ended = false;
  std::string answer = {};
  std::optional<std::string> error = {};
  std::exception_ptr stub = {};
};

/// Longer than a call takes on a busy machine, and shorter than a check may
/// wait.
constexpr auto patience = 2s;

/// What a call and its watcher share; the call may outlive the watcher.
struct Call {
  explicit Call(asio::io_context& loop) : over(loop, patience) {}

  course::SharedMemory<Board> board;
  Outcome outcome;
  asio::steady_timer over;
  pid_t caller = ::getpid();
};

asio::awaitable<void> call(std::shared_ptr<Call> call, Work work) {
  Outcome& outcome = call->outcome;
  try {
    outcome.answer = co_await fork_call(std::move(work));
  } catch (const std::logic_error&) {
    outcome.stub = std::current_exception();
  } catch (const std::runtime_error& error) {
    outcome.error = error.what();
  }
  if (::getpid() != call->caller) {
    call->board->came_back_in_the_child = true;
    ::_exit(1);
  }
  outcome.ended = true;
  call->over.cancel();
}

/// Calls fork_call and waits for its end, but no longer than `patience`. No
/// child is left afterwards, unless `keep_children`.
asio::awaitable<Outcome> outcome_of(std::shared_ptr<Call> started,
                                    Work work, bool keep_children = false) {
  asio::co_spawn(started->over.get_executor(),
                 call(started, std::move(work)), asio::detached);
  if (!started->outcome.ended) {
    co_await started->over.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  if (!keep_children) {
    end_children();
  }
  const Outcome& outcome = started->outcome;
  if (outcome.stub) {
    std::rethrow_exception(outcome.stub);
  }
  if (outcome.error) {
    step("fork_call throws: {}", *outcome.error);
  } else if (outcome.ended) {
    step("fork_call returns {} bytes", outcome.answer.size());
  }
  co_return outcome;
}

void expect_answer(const Outcome& outcome, const std::string& answer) {
  expect(outcome.ended, expected("fork_call comes to its end"),
         seen("after {} it still waits", patience),
         means("writing-end-open", true));
  expect(!outcome.error, expected("it returns the answer"),
         seen("it throws: {}", outcome.error.value_or("")));
  expect_equal(outcome.answer, answer, "the answer");
}

std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

/// So many bytes, of all values.
std::string bytes(std::size_t size) {
  std::string all(size, ' ');
  for (std::size_t i = 0; i < size; ++i) {
    all[i] = static_cast<char>(i * 7 % 256);
  }
  return all;
}

/// A pipe through which the check lets the child go on.
struct Gate {
  Gate() { expect_equal(::pipe(ends.data()), 0, "the result of pipe"); }
  ~Gate() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  Gate(const Gate&) = delete;
  Gate& operator=(const Gate&) = delete;

  void open() { (void)::write(ends[1], "g", 1); }
  bool wait(std::chrono::milliseconds most) {
    pollfd look{.fd = ends[0], .events = POLLIN, .revents = 0};
    return ::poll(&look, 1, static_cast<int>(most.count())) == 1;
  }

  std::array<int, 2> ends{};
};

}  // namespace

REAL_TEST(ForkCall, CallsItInAChild) {
  step("the function notes its process id");
  const auto started = std::make_shared<Call>(loop());
  co_await outcome_of(started, [started] {
    started->board->worker = ::getpid();
    return std::string("done");
  });
  const pid_t worker = started->board->worker;
  expect(worker != 0, expected("the function is called"),
         seen("it was not"));
  expect(worker != ::getpid(), expected("it runs in a child process"),
         seen("it ran in the process of the caller"),
         means("no-child", true));
}

REAL_TEST(ForkCall, ReturnsTheAnswer) {
  step("the function returns \"forty-two\"");
  const auto outcome =
      co_await outcome_of(std::make_shared<Call>(loop()),
                          [] { return std::string("forty-two"); });
  expect_answer(outcome, "forty-two");
  step("the function returns nothing");
  const auto empty = co_await outcome_of(std::make_shared<Call>(loop()),
                                         [] { return std::string(); });
  expect_answer(empty, "");
}

REAL_TEST(ForkCall, ReturnsALongAnswerWhole) {
  const auto scope =
      awaiting({.expected = "fork_call reads while the child writes",
                .if_stuck = "waits-before-reading"});
  // The first answer fits into a pipe, the second one does not.
  for (const std::size_t wanted : {30'000U, 1'000'000U}) {
    step("the function returns {} bytes", wanted);
    const auto outcome = co_await outcome_of(
        std::make_shared<Call>(loop()), [wanted] { return bytes(wanted); });
    const std::size_t size = outcome.answer.size();
    expect(size == wanted, expected("all {} bytes come", wanted),
           seen("{} bytes come", size),
           means("reads-once", size > 0 && size < wanted));
    expect(outcome.answer == bytes(wanted),
           expected("they come as they were sent"), seen("they differ"));
  }
}

REAL_TEST(ForkCall, LetsTheLoopRunMeanwhile) {
  step("the function waits until the loop opens a gate");
  const auto gate = std::make_shared<Gate>();
  asio::steady_timer timer(loop(), 10ms);
  timer.async_wait([gate](boost::system::error_code) { gate->open(); });
  const auto outcome =
      co_await outcome_of(std::make_shared<Call>(loop()), [gate] {
        return std::string(gate->wait(1500ms) ? "opened"
                                              : "waited in vain");
      });
  expect(outcome.answer == "opened",
         expected("the loop runs on and opens the gate"),
         seen("the child waited in vain"),
         means("blocks-the-loop", outcome.answer == "waited in vain"));
}

REAL_TEST(ForkCall, ThrowsWhatTheFunctionThrows) {
  step("the function throws \"page 3 is damaged\"");
  const auto started = std::make_shared<Call>(loop());
  const auto outcome = co_await outcome_of(started, []() -> std::string {
    throw std::runtime_error("page 3 is damaged");
  });
  const bool came_back = started->board->came_back_in_the_child;
  expect(!came_back, expected("the exception ends the child, and no more"),
         seen("it left fork_call in the child"),
         means("exception-in-the-child", true));
  expect(outcome.error == "page 3 is damaged",
         expected("fork_call throws: page 3 is damaged"),
         outcome.error ? seen("it throws: {}", *outcome.error)
                       : seen("it returns \"{}\"", outcome.answer),
         means("error-as-answer", outcome.answer == "page 3 is damaged"));
}

REAL_TEST(ForkCall, TellsThatTheChildDied) {
  step("the child is killed inside the function");
  const auto outcome = co_await outcome_of(std::make_shared<Call>(loop()),
                                           []() -> std::string {
                                             ::raise(SIGKILL);
                                             return "never";
                                           });
  expect(outcome.ended, expected("fork_call comes to its end"),
         seen("after {} it still waits", patience));
  expect(outcome.error.has_value(), expected("it throws an exception"),
         seen("it returns \"{}\"", outcome.answer),
         means("death-as-answer", outcome.answer.empty()));
}

REAL_TEST(ForkCall, LeavesNothingBehind) {
  step("fork_call is called five times");
  children_mean({.zombies = "not-reaped"});
  // The first call may open what the loop needs for ever.
  co_await outcome_of(
      std::make_shared<Call>(loop()), [] { return std::string("a"); },
      true);
  const std::size_t before = open_descriptors();
  for (int i = 0; i < 4; ++i) {
    const auto outcome = co_await outcome_of(
        std::make_shared<Call>(loop()), [] { return std::string("a"); },
        true);
    expect_answer(outcome, "a");
  }
  const std::size_t after = open_descriptors();
  expect(after == before,
         expected("as many descriptors are open as before"),
         seen("there are {} more", after - before),
         means("descriptor-left", after >= before + 4));
}
