#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

std::string duration_text(std::chrono::seconds time) {
  long seconds = time.count();
  if (seconds < 90)
    return tr("{} s", seconds);
  return tr("{} min", (seconds + 30) / 60);
}

void put(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

ProgressBar::ProgressBar()
    : style_(style_of(STDERR_FILENO)),
      begin_(std::chrono::steady_clock::now()) {}

ProgressBar::~ProgressBar() {
  clear();
}

void ProgressBar::clear() {
  if (drawn_)
    put("\r\x1b[K");
  drawn_ = false;
}

void ProgressBar::show(std::string_view what, int done, int all,
                       bool time_left) {
  using namespace std::chrono;
  if (!style_.terminal)
    return;
  auto now = steady_clock::now();
  bool last = all > 0 && done == all;
  if (now - begin_ < 300ms || (now - last_ < 50ms && !last))
    return;
  last_ = now;

  std::string line;
  if (all > 0) {
    constexpr int width = 24;
    int full = std::clamp(done * width / all, 0, width);
    for (int i = 0; i < width; ++i)
      line += i < full ? "━" : "┄";
    line += fmt::format(" {}/{} ", done, all);
    if (time_left && done > 0 && done < all) {
      auto left = (now - begin_) * (all - done) / done;
      line += tr("{} left", duration_text(duration_cast<seconds>(left)));
      line += ' ';
    }
  }
  std::string words = printable(what);
  int room = style_.width - columns(line) - 1;
  if (columns(words) > room)
    words.resize(static_cast<std::size_t>(std::max(room, 0)));
  put("\r\x1b[K" + line + words);
  drawn_ = true;
}

}  // namespace grader
