#pragma once

#include <exception>

namespace grader {

/// Thrown by every waiting function after Ctrl+C, a hang-up or SIGTERM, so
/// that destructors end processes and remove folders on the way out.
struct Interrupted : std::exception {
  const char* what() const noexcept override { return "interrupted"; }
};

/// Catches SIGINT, SIGTERM and SIGHUP from now on. Call once, in main.
void watch_interrupts();

/// Readable once an interrupt has come, and it stays readable: put it into
/// every poll(). -1 before watch_interrupts().
int interrupt_descriptor();

bool was_interrupted() noexcept;

/// The signal that came first, 0 if none did.
int interrupt_signal() noexcept;

/// @throws Interrupted once an interrupt has come.
void throw_if_interrupted();

}  // namespace grader
