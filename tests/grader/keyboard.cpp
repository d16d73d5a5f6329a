#include "keyboard.hpp"

#include <poll.h>
#include <unistd.h>

namespace grader {

Keyboard::Keyboard() {
  // A command in the background must not touch the terminal.
  is_terminal_ = ::isatty(STDIN_FILENO) &&
                 ::tcgetpgrp(STDIN_FILENO) == ::getpgrp() &&
                 ::tcgetattr(STDIN_FILENO, &before_) == 0;
  if (!is_terminal_)
    return;
  termios keys = before_;
  keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
  keys.c_cc[VMIN] = 1;
  keys.c_cc[VTIME] = 0;
  // Stopped by Ctrl+Z, the shell would get a terminal without echo.
  keys.c_cc[VSUSP] = _POSIX_VDISABLE;
  ::tcsetattr(STDIN_FILENO, TCSANOW, &keys);
}

Keyboard::~Keyboard() {
  if (is_terminal_)
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
}

int Keyboard::descriptor() const {
  return is_terminal_ && !is_closed_ ? STDIN_FILENO : -1;
}

char Keyboard::read_key() {
  pollfd ready{descriptor(), POLLIN, 0};
  if (ready.fd < 0 || ::poll(&ready, 1, 0) <= 0)
    return 0;
  char key = 0;
  if (::read(STDIN_FILENO, &key, 1) == 1)
    return key;
  is_closed_ = true;
  return 0;
}

}  // namespace grader
