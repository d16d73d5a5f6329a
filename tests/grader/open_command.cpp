#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "book_page.hpp"
#include "error.hpp"
#include "foreground.hpp"
#include "interrupt.hpp"
#include "student.hpp"
#include "supervise.hpp"
#include "words.hpp"

namespace grader {

namespace {

BookPage page_named(const Course& course, const std::string& what) {
  if (what.empty())
    return page_of(course, exercise_or_next(course, what));
  for (const std::string& chapter : course.chapters)
    if (chapter == what || chapter.substr(0, 2) == what ||
        (chapter.size() > 3 && chapter.substr(3) == what))
      return page_of_chapter(course, chapter);
  std::vector<std::string> names;
  for (const std::string& chapter : course.chapters)
    names.push_back(chapter.substr(3));
  for (const Exercise& exercise : course.exercises) {
    if (exercise.name == what)
      return page_of(course, exercise);
    names.push_back(exercise.name);
  }
  std::string near = nearest_name(what, names);
  throw InputError(tr("there is no exercise and no chapter {}{}", what,
                      near.empty() ? "" : tr("; did you mean {}?", near)));
}

/// Asks on a terminal; without one the answer is no.
bool agrees(const std::string& question) {
  if (!::isatty(STDIN_FILENO) || !::isatty(STDOUT_FILENO))
    return false;
  std::printf("%s [Y/n] ", question.c_str());
  std::fflush(stdout);
  pollfd watched[] = {{STDIN_FILENO, POLLIN, 0},
                      {interrupt_descriptor(), POLLIN, 0}};
  while (::poll(watched, 2, -1) < 0)
    throw_if_interrupted();
  throw_if_interrupted();
  std::string answer;
  if (!std::getline(std::cin, answer))
    return false;
  return answer.empty() || answer[0] == 'y' || answer[0] == 'Y';
}

bool show_in_browser(const std::string& url) {
  if (!std::getenv("DISPLAY") && !std::getenv("WAYLAND_DISPLAY") &&
      !std::getenv("BROWSER"))
    return false;
  // xdg-open returns when the browser has taken over; not below us, since
  // a browser that it starts has to stay.
  return run_in_foreground({"setsid", "-f", "xdg-open", url}, {}) == 0;
}

}  // namespace

int open_page(const Course& course, const std::string& what) {
  BookPage page = page_named(course, what);
  if (!page.is_built()) {
    if (!agrees(tr("The book is not built yet. Install what it needs and "
                   "build it now?")))
      throw InputError(
          tr("the book is not built: ./course book builds it; "
             "the same text is in chapters/"));
    int status =
        run_in_foreground({(course.root / "course").string(), "book"}, {});
    if (status != 0)
      return status;
    if (!page.is_built())
      throw InputError(
          tr("the book has no page {}", page.file.filename().string()));
  }
  std::printf("%s\n", page.url().c_str());
  std::fflush(stdout);
  show_in_browser(page.url());
  return all_held;
}

}  // namespace grader
