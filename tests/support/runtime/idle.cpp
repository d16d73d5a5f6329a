#include <unistd.h>

#include <algorithm>

#include "children.hpp"
#include "in_flight.hpp"
#include "scheduler.hpp"
#include "timers.hpp"
#include "verdict.hpp"

/// What happens when every thread waits: the rule by which the clock jumps.
/// It jumps only when no descriptor that someone waits for is ready, no
/// bytes are under way, no child process lives and no thread is outside.
namespace virtual_time {

namespace {

constexpr Nanoseconds pause = 100'000;

/// Asio's idle reactor sets a timer of 5 minutes again and again. So many
/// in a row (83 hours) are no timer at all.
constexpr int idle_jumps = 1'000;

/// Waits in real time until a descriptor that someone waits for is ready,
/// `interrupt_idle` is called or the limit passes.
void poll_descriptors(Guard& guard, Nanoseconds limit) {
  PageVector<pollfd> polled;
  polled.push_back({world.kick, POLLIN, 0});
  for (const Wait* wait : world.waits) {
    polled.insert(polled.end(), wait->descriptors.begin(),
                  wait->descriptors.end());
  }
  guard.unlock();
  real::poll(polled.data(), polled.size(), limit);
  guard.lock();
  std::uint64_t kicks = 0;
  real::call(SYS_read, world.kick, real::address(&kicks), sizeof kicks);
}

Nanoseconds next_deadline() {
  Nanoseconds next = timers.next_deadline();
  for (const Wait* wait : world.waits) {
    next = std::min(next, wait->deadline);
  }
  return next;
}

/// Equal times: in the order of the threads' numbers.
void end_waits_until(Nanoseconds now) {
  const auto order = [](const Wait* wait) {
    return std::pair(wait->deadline, wait->owner->number);
  };
  while (!world.waits.empty()) {
    Wait* const next = *std::ranges::min_element(world.waits, {}, order);
    if (next->deadline > now) {
      break;
    }
    finish(*next, true);
  }
}

void move_clock(Nanoseconds to) {
  world.now = std::max<Nanoseconds>(to, world.now);
  timers.fire_until(world.now);
  end_waits_until(world.now);
}

/// Lets time pass at real speed until something happens.
void flow(Guard& guard, Nanoseconds deadline) {
  const std::uint64_t session = world.session;
  const Nanoseconds virtual_begin = world.now;
  const Nanoseconds begin = real::now();
  // A child that ends is no event of a descriptor: look again soon.
  constexpr Nanoseconds look_again = 10'000'000;
  poll_descriptors(guard, std::clamp<Nanoseconds>(deadline - virtual_begin,
                                                  0, look_again));
  if (world.session == session) {
    move_clock(
        std::min(deadline, later(virtual_begin, real::now() - begin)));
  }
}

/// Whether the next deadline stands for "no timer", and has done so often.
bool idles_for_ever(Nanoseconds deadline) {
  if (!timers.only_idle_at(deadline) ||
      std::ranges::any_of(world.waits, [&](const Wait* wait) {
        return wait->deadline == deadline;
      })) {
    verdicts.idle_jumps = 0;
    return false;
  }
  if (verdicts.idle_jumps++ == 0) {
    verdicts.idle_since = world.now;
  }
  if (verdicts.idle_jumps <= idle_jumps) {
    return false;
  }
  world.now = verdicts.idle_since;
  verdicts.idle_jumps = 0;
  return true;
}

/// Someone reads the terminal: a person is no deadlock.
bool waits_for_input() {
  return std::ranges::any_of(world.waits, [](const Wait* wait) {
    return std::ranges::any_of(wait->descriptors, [](const pollfd& polled) {
      return polled.fd == STDIN_FILENO;
    });
  });
}

/// Tells of the verdict and then waits for a rescue, which only the one who
/// was told, or the world outside, can bring.
void stop(Guard& guard, Thread& me) {
  const std::uint64_t session = world.session;
  world.idler = nullptr;
  tell_verdict(guard, me);
  if (world.session == session && world.running == 0 && !world.idler) {
    world.idler = &me;
    if (world.ready.empty()) {
      poll_descriptors(guard, never);
    }
  }
}

}  // namespace

void end_ready_waits() {
  for (std::size_t i = 0; i < world.waits.size();) {
    Wait& wait = *world.waits[i];
    const std::span<pollfd> polled = wait.descriptors;
    if (!polled.empty() &&
        real::poll(polled.data(), polled.size(), 0) > 0) {
      finish(wait, false);  // takes it out of the list
    } else {
      ++i;
    }
  }
}

void pass_time(Nanoseconds by) {
  move_clock(later(world.now, by));
  end_ready_waits();
}

void interrupt_idle() {
  const std::uint64_t one = 1;
  real::call(SYS_write, world.kick, real::address(&one), sizeof one);
}

void idle(Guard& guard, Thread& me) {
  const std::uint64_t session = world.session;
  world.idler = &me;
  while (world.session == session && world.idler == &me &&
         world.running == 0) {
    end_ready_waits();
    if (dispatch()) {
      break;
    }
    const Nanoseconds deadline = next_deadline();
    if (world.outside > 0 || children.any_alive() || waits_for_input()) {
      flow(guard, deadline);
    } else if (connections.bytes_under_way()) {
      poll_descriptors(guard, pause);
    } else if (deadline == never || idles_for_ever(deadline)) {
      give_deadlock_verdict();
      stop(guard, me);
    } else if (limits_used_up()) {
      give_endless_verdict();
      stop(guard, me);
    } else {
      world.jumps += deadline > world.now;
      move_clock(deadline);
    }
  }
  if (world.idler == &me) {
    world.idler = nullptr;
  }
}

}  // namespace virtual_time
