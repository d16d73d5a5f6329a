#pragma once

#include "real.hpp"

/// Handlers that keep the processor: long computations, and loops that read
/// the clock until it is late.
namespace virtual_time {

/// Around the outermost handler of a thread.
void busy_watch_begins() noexcept;
void busy_watch_ends() noexcept;

/// At the end of a thread.
void stop_busy_watch();

/// For each read of the clock and each `sched_yield` in a session. After
/// 200,000 of them without a wait in between, each one moves the clock by a
/// microsecond: a program that waits for the clock to move gets its way.
void count_idle_read();

/// Before the calling thread waits in a session: it joins that, and a busy
/// wait, if there was one, is over.
void prepare_to_wait();

}  // namespace virtual_time
