#include <poll.h>
#include <unistd.h>

#include <cstdio>

#include "error.hpp"
#include "file_watch.hpp"
#include "interrupt.hpp"
#include "keyboard.hpp"
#include "progress_file.hpp"
#include "student.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

enum class Event { saved, key };

/// Waits until the file has changed or a key was pressed.
Event wait_for_event(FileWatch& file, Keyboard& keyboard, char& key) {
  for (;;) {
    if (file.has_changed())
      return Event::saved;
    if ((key = keyboard.read_key()) != 0)
      return Event::key;
    pollfd watched[] = {{file.descriptor(), POLLIN, 0},
                        {keyboard.descriptor(), POLLIN, 0},
                        {interrupt_descriptor(), POLLIN, 0}};
    ::poll(watched, 3, static_cast<int>(file.patience().count()));
    throw_if_interrupted();
    if (watched[0].revents) {
      // Editors write in several steps: let them finish.
      ::poll(watched + 2, 1, 30);
      file.clear();
    }
  }
}

void check_once(const Course& course, const Exercise& exercise,
                const Style& style, bool keys) {
  // On a terminal a verdict begins at the top, so that the eye finds it.
  if (style.terminal)
    std::fputs("\x1b[H\x1b[2J", stdout);
  try {
    CheckCommand command;
    command.exercise = exercise.name;
    command.lines_below = 3;
    if (check(course, command) != all_held)
      std::printf("\n%s\n", map_line(course).c_str());
  } catch (const InputError& error) {
    // Mended by the next save: no reason to stop watching.
    std::fprintf(stderr, "course: %s\n", error.what());
  }
  if (keys)
    std::printf("%s\n",
                style(Colour::dim, tr("h hint   n next exercise   q quit"))
                    .c_str());
  std::fflush(stdout);
}

}  // namespace

int watch(const Course& course, const std::string& name) {
  const Exercise* exercise = &exercise_or_next(course, name);
  Style style = style_of(STDOUT_FILENO);
  Keyboard keyboard;
  bool keys = keyboard.descriptor() >= 0;
  for (;;) {
    FileWatch file(exercise->file());
    check_once(course, *exercise, style, keys);
    for (bool same = true; same;) {
      char key = 0;
      if (wait_for_event(file, keyboard, key) == Event::saved) {
        check_once(course, *exercise, style, keys);
      } else if (key == 'h') {
        hint(course, exercise->name);
        std::fflush(stdout);
      } else if (key == 'q') {
        return all_held;
      } else if (key == 'n') {
        const Exercise* next =
            next_exercise_after(*exercise, course, load_progress(course));
        same = !next || next == exercise;
        if (same)
          std::printf("%s\n", map_line(course).c_str());
        else
          exercise = next;
        std::fflush(stdout);
      }
    }
  }
}

}  // namespace grader
