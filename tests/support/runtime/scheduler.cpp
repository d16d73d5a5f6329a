#include "scheduler.hpp"

#include <algorithm>

namespace virtual_time {

[[clang::no_destroy]] constinit World world;
constinit thread_local ThreadLocal local;

namespace {

/// How long a thread without a turn sleeps before it looks whether the one
/// that has it is stuck in a call unknown to this runtime.
constexpr Nanoseconds patience = 20'000'000;

void signal(Thread& thread) {
  thread.signals.fetch_add(1);
  real::wake_all(thread.signals);
}

void make_ready(Thread& thread) {
  thread.state = State::ready;
  world.ready.push_back(&thread);
}

/// After a change that was made by a thread without a turn.
void use_free_turn() {
  if (world.running > 0) {
    return;
  }
  if (world.idler) {
    interrupt_idle();
  } else if (!dispatch() && !world.waits.empty()) {
    // Nobody idles: the thread that wakes finds that out and does.
    signal(*world.waits.front()->owner);
  }
}

void wait_for_turn(Guard& guard, Thread& me) {
  const std::uint64_t session = me.session;
  while (me.state != State::running && world.session == session) {
    if (world.running == 0 && !world.idler) {
      idle(guard, me);
      continue;
    }
    const int seen = me.signals;
    guard.unlock();
    const bool woken = real::wait_on(me.signals, seen, patience);
    guard.lock();
    if (!woken && world.session == session) {
      look_for_stuck_thread();
    }
  }
}

void release_turn(Thread& me, State state) {
  me.state = state;
  --world.running;
}

void join_session(Thread& me) {
  Guard guard;
  if (!world.active) {
    return;
  }
  me.session = world.session;
  me.number = world.next_number++;
  me.state = State::running;
  me.lent = false;
  me.wait = nullptr;
  world.threads.push_back(&me);
  ++world.running;
}

void come_back(Thread& me) {
  Guard guard;
  if (me.session != world.session || me.state != State::outside) {
    return;
  }
  --world.outside;
  me.lent = false;
  make_ready(me);
  use_free_turn();
  wait_for_turn(guard, me);
}

Thread* new_thread() {
  return new (PageAllocator<Thread>().allocate(1)) Thread;
}
void delete_thread(Thread* thread) {
  PageAllocator<Thread>().deallocate(thread, 1);
}

}  // namespace

Thread& self() {
  if (!local.thread) {
    local.thread = new_thread();
    local.thread->kernel_id = static_cast<pid_t>(real::call(SYS_gettid));
    local.thread->handle = pthread_self();
  }
  Thread& me = *local.thread;
  if (me.session != world.session) {
    join_session(me);
  } else if (me.lent) {
    come_back(me);
  }
  return me;
}

bool dispatch() {
  if (world.ready.empty()) {
    return false;
  }
  Thread& next = *world.ready.front();
  world.ready.erase(world.ready.begin());
  next.state = State::running;
  ++world.running;
  ++world.turns;
  signal(next);
  return true;
}

void park(Guard& guard, Wait& wait) {
  Thread& me = *local.thread;
  if (me.session != world.session) {
    return;  // the session ended in between
  }
  local.idle_reads = 0;
  wait.owner = &me;
  Wait* const outer = me.wait;
  me.wait = &wait;
  world.waits.push_back(&wait);
  release_turn(me, State::parked);
  if (world.running == 0 && world.idler) {
    interrupt_idle();
  } else if (world.running == 0) {
    dispatch();
  }
  wait_for_turn(guard, me);
  me.wait = outer;
}

void finish(Wait& wait, bool timed_out) {
  wait.done = true;
  wait.timed_out = timed_out;
  std::erase(world.waits, &wait);
  // The owner is not parked while it tells of a deadlock.
  if (wait.owner->state == State::parked && wait.owner->wait == &wait) {
    make_ready(*wait.owner);
  }
}

int wake(Reason reason, const void* key, int count) {
  int woken = 0;
  while (woken < count) {
    const auto found =
        std::ranges::find_if(world.waits, [&](const Wait* wait) {
          return wait->reason == reason && wait->key == key;
        });
    if (found == world.waits.end()) {
      break;
    }
    finish(**found, false);
    ++woken;
  }
  if (woken > 0) {
    use_free_turn();
  }
  return woken;
}

void yield_turn() {
  Thread& me = self();
  Guard guard;
  if (world.ready.empty() || me.session != world.session) {
    return;
  }
  release_turn(me, State::ready);
  world.ready.push_back(&me);
  if (world.running == 0) {
    dispatch();
  }
  wait_for_turn(guard, me);
}

Thread* announce_thread() {
  Thread* thread = new_thread();
  Guard guard;
  thread->session = world.session;
  thread->number = world.next_number++;
  world.threads.push_back(thread);
  make_ready(*thread);
  return thread;
}

void withdraw_thread(Thread* thread) {
  {
    Guard guard;
    std::erase(world.threads, thread);
    std::erase(world.ready, thread);
  }
  delete_thread(thread);
}

void begin_thread(Thread* thread) {
  local.thread = thread;
  Guard guard;
  thread->kernel_id = static_cast<pid_t>(real::call(SYS_gettid));
  wait_for_turn(guard, *thread);
}

void end_thread() {
  local.ended = true;
  Thread* me = local.thread;
  if (!me) {
    return;
  }
  local.thread = nullptr;
  {
    Guard guard;
    if (me->session == world.session && world.active) {
      wake(Reason::join, me, INT32_MAX);
      std::erase(world.threads, me);
      (me->state == State::outside ? world.outside : world.running) -= 1;
      use_free_turn();
    }
  }
  delete_thread(me);
}

Outside::Outside() {
  if (!in_session()) {
    return;
  }
  Thread& me = self();
  Guard guard;
  if (me.session == world.session) {
    thread_ = &me;
    virtual_begin_ = world.now;
    real_begin_ = real::now();
    release_turn(me, State::outside);
    ++world.outside;
    use_free_turn();
  }
}

Outside::~Outside() {
  if (thread_ && world.active) {
    come_back(*thread_);
    // Nobody may have been there to let the time pass.
    Guard guard;
    if (thread_->session == world.session) {
      const Nanoseconds now = virtual_begin_ + (real::now() - real_begin_);
      pass_time(std::max<Nanoseconds>(0, now - world.now));
    }
  }
}

}  // namespace virtual_time
