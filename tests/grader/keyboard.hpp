#pragma once

#include <termios.h>

namespace grader {

/// Reads single keys from the terminal without waiting for Enter. Ctrl+C
/// stays a signal. The terminal is as before when this object is gone.
class Keyboard {
 public:
  Keyboard();
  ~Keyboard();
  Keyboard(const Keyboard&) = delete;
  Keyboard& operator=(const Keyboard&) = delete;

  /// Readable when a key was pressed; -1 if stdin is no terminal.
  int descriptor() const;
  /// The key, or 0 if there is none (any more).
  char read_key();

 private:
  bool is_terminal_ = false;
  bool is_closed_ = false;
  termios before_{};
};

}  // namespace grader
