#pragma once

#include <poll.h>
#include <pthread.h>
#include <sys/types.h>

#include <atomic>
#include <span>

#include "real.hpp"

/// The threads of a session, run one at a time.
///
/// A thread that waits in a replaced call gives the processor to the next
/// one that is ready, in the order in which they became so. When none is
/// ready, the last one to wait looks for ready descriptors and otherwise
/// moves the clock (see idle.cpp).
namespace virtual_time {

enum class State {
  running,  ///< has its turn
  ready,    ///< may run as soon as it gets its turn
  parked,   ///< waits in `park()`
  outside,  ///< in a call that only real time ends; holds no turn
};

/// What a parked thread waits for: the words of a deadlock's message.
enum class Reason {
  sleep,
  work,
  event_loop,
  descriptor,
  condition,
  futex,
  mutex,
  semaphore,
  join,
};

struct Wait;

/// A thread of the program, from its first replaced call to its end.
struct Thread {
  State state = State::running;
  int number = 0;             ///< in its session; the installer is 0
  std::uint64_t session = 0;  ///< the session that knows it
  pid_t kernel_id = 0;
  pthread_t handle{};
  Wait* wait = nullptr;           ///< the innermost one, while parked
  std::atomic<int> signals{0};    ///< changes when `state` may have changed
  std::atomic<bool> lent{false};  ///< put outside by another thread
};

/// One wait of one thread; lives on its stack.
struct Wait {
  explicit Wait(Reason reason, const void* key = nullptr,
                Nanoseconds deadline = never)
      : reason(reason), key(key), deadline(deadline) {}

  Reason reason;
  const void* key;  ///< the condition, futex, mutex ... or thread
  Nanoseconds deadline;
  std::span<pollfd> descriptors{};  ///< any of them being ready ends it
  Thread* owner = nullptr;
  const void* caller = nullptr;  ///< the code that waits, where it is known
  bool done = false;
  bool timed_out = false;
};

/// What every thread knows of itself.
struct ThreadLocal {
  Thread* thread = nullptr;
  int inside = 0;          ///< in the runtime: replaced calls are real ones
  int handler_depth = 0;   ///< handlers of event loops on the stack
  int once_depth = 0;      ///< calls of pthread_once on the stack
  bool may_block = false;  ///< a thread of a pool, not of a loop
  bool ended = false;      ///< past its function: late destructors only
  unsigned idle_reads = 0;  ///< clock reads since it last waited
};
extern thread_local ThreadLocal local;

/// A lock that a race detector does not see, so that it does not take the
/// runtime for synchronization of the program.
class Lock {
 public:
  void lock();
  void unlock();

 private:
  std::atomic<int> word_{0};  ///< 0 free, 1 held, 2 held with waiters
};

/// Holds the runtime's lock.
class Guard {
 public:
  Guard();
  ~Guard();
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

  /// For a while without the lock, inside the runtime all the same.
  void unlock();
  void lock();

  /// For a while neither with the lock nor inside: to call the program.
  template <class Function>
  void outside(Function function) {
    leave();
    function();
    enter();
  }

 private:
  static void enter();
  static void leave();
};

/// The one state of the runtime. All but the atomics under `lock`.
struct World {
  Lock lock;
  std::atomic<bool> active{false};
  std::atomic<std::uint64_t> session{0};
  std::atomic<Nanoseconds> now{0};  ///< virtual CLOCK_MONOTONIC
  std::atomic<std::uint64_t> jumps{0};
  Nanoseconds real_start = 0;  ///< real time of `install()`, or of loading

  PageVector<Thread*> threads{};  ///< by number
  PageVector<Thread*> ready{};    ///< in the order of their turns
  PageVector<Wait*> waits{};      ///< in the order of their begin
  int running = 0;                ///< threads that have a turn
  int outside = 0;
  int next_number = 0;
  Thread* idler = nullptr;  ///< the thread in `idle()`
  int kick = -1;            ///< an eventfd that interrupts it
  std::uint64_t turns = 0;
  std::atomic<int> mutex_waiters{0};
};
extern World world;

/// The virtual clocks at `install()`.
inline constexpr Nanoseconds monotonic_start = 1'000 * one_second;
inline constexpr Nanoseconds wall_clock_ahead =
    1'893'456'000 * one_second - monotonic_start;

/// Whether the calling thread's replaced calls are virtual now.
inline bool in_session() {
  return world.active.load(std::memory_order_relaxed) && !local.inside &&
         !local.ended;
}

/// Whether a wake-up must reach waiters in virtual time. A thread that is
/// past its function wakes others, but waits no more.
inline bool wakes_session() {
  return world.active.load(std::memory_order_relaxed) && !local.inside;
}

/// The calling thread, which joins the session if it is new to it.
Thread& self();

/// Parks the calling thread until `wait` is done. With the session's end
/// it returns, too: then `wait.done` may be false.
void park(Guard& guard, Wait& wait);

/// Ends a wait: its thread gets its turn.
void finish(Wait& wait, bool timed_out);

/// Ends up to `count` waits for `key`, oldest first; how many.
int wake(Reason reason, const void* key, int count);

/// Gives the other threads that are ready a turn.
void yield_turn();

/// A thread that `pthread_create` is about to start: ready, in the order of
/// creation. `begin_thread` waits for its first turn.
Thread* announce_thread();
void withdraw_thread(Thread* thread);
void begin_thread(Thread* thread);
void end_thread();

/// After a fork, in the child, with only this thread left: time is real.
void become_child();

/// For the life of this object the calling thread is in a call that only
/// real time ends: the others run on, at real speed.
class Outside {
 public:
  Outside();
  ~Outside();
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

 private:
  Thread* thread_ = nullptr;
  Nanoseconds virtual_begin_ = 0;
  Nanoseconds real_begin_ = 0;
};

/// With the lock: gives the next ready thread its turn; false if none is.
bool dispatch();

/// With the lock, when nobody has a turn: finds someone to have one, if
/// need be by moving the clock. `me` is the caller, parked or ready.
void idle(Guard& guard, Thread& me);

/// With the lock: moves the clock although threads are running.
void pass_time(Nanoseconds by);

/// With the lock: ends the waits whose descriptors are ready.
void end_ready_waits();

/// With the lock: wakes the thread in `idle()`, for the world has changed.
void interrupt_idle();

/// With the lock: takes the turn from a thread that sits in a call this
/// runtime does not know, or spins without an end.
void look_for_stuck_thread();

}  // namespace virtual_time
