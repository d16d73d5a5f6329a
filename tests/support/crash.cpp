#include <execinfo.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <exception>
#include <string>
#include <typeinfo>
#include <vector>

#include "report.hpp"

namespace course::testing::report {

namespace {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;  // they report memory errors themselves
#else
constexpr bool sanitized = false;
#endif
#endif

constexpr int most_frames = 64;

std::vector<void*> stack() {
  std::array<void*, most_frames> frames{};
  const int count = backtrace(frames.data(), most_frames);
  return std::vector<void*>(frames.begin(), frames.begin() + count);
}

// After this report the process ends, so a handler that is not
// async-signal-safe in every corner can lose the report, but nothing else.
void on_signal(int signal) {
  Record("crash")
      .number("signal", signal)
      .raw("frames", json_offsets(stack()))
      .send();
  ::signal(signal, SIG_DFL);
  raise(signal);
}

void on_terminate() {
  std::string message = "std::terminate was called";
  if (const std::exception_ptr error = std::current_exception()) {
    try {
      std::rethrow_exception(error);
    } catch (const std::exception& known) {
      message = std::string("an exception nobody caught: ") + known.what();
    } catch (...) {
      message = "an exception nobody caught, of an unknown type";
    }
  }
  Record("terminate").text("message", message).send();
  std::abort();
}

}  // namespace

void watch_for_crashes() {
  if (!connected()) {
    return;
  }
  stack();  // loads libgcc now: a crashing process should not
  // A stack that overflowed cannot run the handler.
  static std::array<char, 1 << 16> alternate_stack;
  const stack_t alternate{.ss_sp = alternate_stack.data(),
                          .ss_flags = 0,
                          .ss_size = alternate_stack.size()};
  sigaltstack(&alternate, nullptr);
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = SA_ONSTACK | SA_RESETHAND;
  for (const int signal : {SIGABRT, SIGSYS}) {
    sigaction(signal, &action, nullptr);
  }
  if (!sanitized) {
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
      sigaction(signal, &action, nullptr);
    }
  }
  std::set_terminate(on_terminate);
}

}  // namespace course::testing::report
