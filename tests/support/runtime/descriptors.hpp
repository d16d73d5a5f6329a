#pragma once

#include "scheduler.hpp"

/// Waiting for descriptors in virtual time.
namespace virtual_time {

/// Parks the calling thread until one of the descriptors is ready (true) or
/// the deadline passes or the session ends (false). In a session only.
bool wait_for_descriptors(std::span<pollfd> descriptors,
                          Nanoseconds deadline,
                          Reason reason = Reason::descriptor);

/// Whether a call on this descriptor would block: it is in blocking mode,
/// and not ready for `events`.
bool would_block(int descriptor, short events);

/// What a wait for this descriptor is: "read", "write", "accept" ...
const char* kind_of_wait(const pollfd& descriptor);

}  // namespace virtual_time
