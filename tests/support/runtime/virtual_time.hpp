#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

/// Virtual time for unmodified programs, and a detector for blocked loops.
///
/// The runtime replaces the C library's clocks, sleeps, waits and
/// descriptor polls. While a session is installed the clock stands still as
/// long as any thread can run, and jumps to the next deadline when all of
/// them wait: a program of an hour takes a millisecond, with exact times.
///
/// Threads of a session run one at a time, in an order that depends on the
/// program alone; that makes runs repeatable. Create threads, sockets and
/// timers inside the session: a thread that existed before `install()`
/// joins it with its first replaced call. A timerfd from before `install()`
/// is adopted with the time it had left, and handed back by `uninstall()`.
///
/// While a child process lives, or a thread sits in a call that only real
/// time can end (`system()`, `waitpid()`), virtual time flows at real
/// speed.
namespace virtual_time {

/// Starts a session: the clock shows t = 0, the threads, blocking records
/// and verdict of an earlier session are forgotten. `steady_clock` starts
/// at 1,000 s, `system_clock` at 2030-01-01 00:00:00 UTC, in every run.
void install();

/// Ends the session: clocks are real again, and every waiting thread is
/// released into the real call. Does nothing when no session is installed.
void uninstall() noexcept;

/// Whether a session is installed.
bool active() noexcept;

/// Virtual time since `install()`; keeps its last value after
/// `uninstall()`.
std::chrono::nanoseconds elapsed() noexcept;

/// A call that blocked a thread while it ran a handler of an event loop.
/// Handlers on the threads of an `asio::thread_pool` may block and are not
/// recorded.
struct BlockingCall {
  /// An identifier of blocking_words.hpp, such as "sleep".
  const char* what;

  /// When it began: virtual time since `install()`, or, without a session,
  /// real time since the program started.
  std::chrono::nanoseconds at;

  /// How long it took: virtual time, or, without a session, real time. For
  /// "busy_loop" it is always processor time. `nanoseconds::max()`: it has
  /// not returned yet.
  std::chrono::nanoseconds lasted;

  /// Return addresses, innermost first.
  std::vector<void*> frames;
};

/// The calls recorded since the last call or `install()`; at most 4,096.
/// Works without a session, too.
std::vector<BlockingCall> take_blocking_calls();

/// Null, or what stopped the session: "deadlock at t=1.000000s: ..." when
/// every thread waits and nothing can wake one, "no end in sight at t=...:
/// ..." when the limits are used up. Valid until the next `install()`.
const char* deadlock() noexcept;

/// Sets the function that is told of such a verdict, on one of the waiting
/// threads, without the runtime's lock: it may stop an `io_context` or end
/// the process. Without one the program waits on.
void on_deadlock(void (*hook)(const char* verdict));

/// When a session that never comes to an end gets its verdict.
struct Limits {
  /// Jumps of the clock since `install()`. A timer of 24 hours takes 288.
  std::uint64_t jumps = 1'000'000;

  /// Real time since `install()`; it counts only once the clock has jumped
  /// 10,000 times, so that a slow machine alone is never a verdict.
  std::chrono::nanoseconds real = std::chrono::seconds(6);
};

/// Sets the limits of this session and of later ones.
void set_limits(Limits limits) noexcept;

/// How often the clock jumped since `install()`.
std::uint64_t jumps() noexcept;

/// A session for the life of an object.
class Session {
 public:
  Session() { install(); }
  ~Session() { uninstall(); }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
};

}  // namespace virtual_time

extern "C" {

/// The calling thread computes for this many nanoseconds of virtual time;
/// other threads may overlap. Not a blocking call. Does nothing without a
/// session.
void course_virtual_time_work(long long nanoseconds);

/// 1 in a session, otherwise 0 (for callers without C++, such as ctypes).
int course_virtual_time_active(void);
}
