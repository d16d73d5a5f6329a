#include <sys/eventfd.h>

#include "blocking.hpp"
#include "children.hpp"
#include "in_flight.hpp"
#include "scheduler.hpp"
#include "timers.hpp"
#include "verdict.hpp"
#include "virtual_time.hpp"

namespace virtual_time {

void install() {
  if (world.active) {
    uninstall();
  }
  {
    Guard guard;
    if (world.kick < 0) {
      world.kick = static_cast<int>(
          real::call(SYS_eventfd2, 0, EFD_NONBLOCK | EFD_CLOEXEC));
    }
    constexpr std::size_t a_page_each = 512;
    world.threads.reserve(a_page_each);
    world.ready.reserve(a_page_each);
    world.waits.reserve(a_page_each);
    ++world.session;
    world.now = monotonic_start;
    world.real_start = real::now();
    world.jumps = 0;
    world.turns = 0;
    world.next_number = 0;
    forget_verdict();
    forget_blocking_calls();
    connections.clear();
    timers.adopt();
    world.active = true;
  }
  self();
}

void uninstall() noexcept {
  Guard guard;
  if (!world.active) {
    return;
  }
  world.active = false;
  ++world.session;
  timers.hand_back();
  children.clear();
  world.waits.clear();
  world.ready.clear();
  world.running = world.outside = 0;
  world.idler = nullptr;
  interrupt_idle();
  for (Thread* thread : world.threads) {
    thread->lent = false;
    thread->signals.fetch_add(1);
    real::wake_all(thread->signals);
  }
  world.threads.clear();
}

void become_child() {
  Guard guard;
  if (!world.active) {
    return;
  }
  // The timerfds are the parent's, too: they are left as they are.
  world.active = false;
  ++world.session;
  children.clear();
  world.waits.clear();
  world.ready.clear();
  world.threads.clear();
  world.running = world.outside = 0;
  world.idler = nullptr;
  world.kick = -1;  // the parent's
}

bool active() noexcept {
  return world.active;
}

std::chrono::nanoseconds elapsed() noexcept {
  return std::chrono::nanoseconds(
      world.session == 0 ? 0 : world.now - monotonic_start);
}

std::uint64_t jumps() noexcept {
  return world.jumps;
}

}  // namespace virtual_time

extern "C" {

int course_virtual_time_active(void) {
  return virtual_time::in_session() ? 1 : 0;
}

void course_virtual_time_work(long long nanoseconds) {
  using namespace virtual_time;
  if (!in_session() || nanoseconds <= 0) {
    return;
  }
  self();
  Guard guard;
  Wait wait(Reason::work, nullptr, later(world.now, nanoseconds));
  park(guard, wait);
}
}
