#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "book_page.hpp"
#include "capstone.hpp"
#include "error.hpp"
#include "files.hpp"
#include "grade_capstone.hpp"
#include "progress_file.hpp"
#include "server_map.hpp"
#include "student.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// Whether the file has changed since its checks held.
bool has_changed(const Exercise& exercise,
                 const StudentProgress& progress) {
  try {
    auto done = progress.done.find(exercise.name);
    return done != progress.done.end() &&
           done->second != content_hash(read_file(exercise.file()));
  } catch (const InputError&) {
    return true;
  }
}

/// Whether the whole server has held, made of the parts as they are.
bool server_holds(const Course& course, const StudentProgress& progress) {
  try {
    const auto done = progress.done.find(std::string(capstone_name));
    return done != progress.done.end() &&
           done->second == server_hash(own_server_parts(course));
  } catch (const InputError&) {
    return false;
  }
}

std::string chapter_lines(const Course& course, const std::string& chapter,
                          const StudentProgress& progress,
                          const Style& style) {
  std::vector<const Exercise*> exercises;
  for (const Exercise& exercise : course.exercises)
    if (exercise.chapter == chapter)
      exercises.push_back(&exercise);
  std::string title = chapter_title(course, chapter);
  // A chapter that is only a part of the library so far has no title.
  if (exercises.empty() && title == chapter)
    return {};
  std::string text = fmt::format("  {}  {}\n", chapter.substr(0, 2),
                                 style(Colour::bold, title));
  int column = 0;
  for (const Exercise* exercise : exercises) {
    bool done = progress.is_done(*exercise);
    std::string item =
        fmt::format("[{}] {}", done ? 'x' : ' ', exercise->name);
    if (done && has_changed(*exercise, progress))
      item += " " + tr("(changed since)");
    if (column > 0 && column + 2 + columns(item) > style.width - 1) {
      text += '\n';
      column = 0;
    }
    text += column == 0 ? "      " : "  ";
    column += (column == 0 ? 6 : 2) + columns(item);
    text += style(done ? Colour::green : Colour::none, item);
  }
  if (column > 0)
    text += '\n';
  if (!exercises.empty() && is_server_part(*exercises.front()))
    text += fmt::format("      {}\n",
                        server_map_line(server_milestones(course, progress),
                                        server_holds(course, progress)));
  return text;
}

std::string next_lines(const Course& course, const Exercise& exercise,
                       const Style& style) {
  BookPage page = page_of(course, exercise);
  std::string where =
      page.is_built()
          ? page.url()
          : tr("{} (./course book builds the book)",
               shown_in(course, course.root / "chapters" /
                                    exercise.chapter / "chapter.md"));
  std::string text =
      fmt::format("{}  {}  {}\n", style(Colour::bold, tr("next")),
                  style(Colour::green, exercise.name), exercise.title);
  auto line = [&](const std::string& label, const std::string& words) {
    text += fmt::format("      {:<6} {}\n", label, words);
  };
  line(tr("task"), shown_in(course, exercise.folder / "README.md"));
  line(tr("file"), shown_in(course, exercise.file()));
  line(tr("check"), "./course check " + exercise.name);
  line(tr("page"), where);
  return text;
}

int count_done(const Course& course, const StudentProgress& progress) {
  return static_cast<int>(
      std::count_if(course.exercises.begin(), course.exercises.end(),
                    [&](const auto& e) { return progress.is_done(e); }));
}

}  // namespace

int show_map(const Course& course) {
  Style style = style_of(STDOUT_FILENO);
  StudentProgress progress = load_progress(course);
  std::string text = fmt::format(
      "{}  {}\n\n", style(Colour::bold, tr("From asyncio to Asio")),
      tr("{} of {} exercises done", count_done(course, progress),
         course.exercises.size()));
  for (const std::string& chapter : course.chapters)
    text += chapter_lines(course, chapter, progress, style);
  text += '\n';
  if (const Exercise* next = next_exercise(course, progress))
    text += next_lines(course, *next, style);
  else if (!course.exercises.empty())
    text += tr("Every exercise is done.") + "\n";
  std::fputs(text.c_str(), stdout);
  return all_held;
}

std::string map_line(const Course& course) {
  StudentProgress progress = load_progress(course);
  int done = count_done(course, progress);
  const Exercise* next = next_exercise(course, progress);
  if (!next)
    return tr("{} of {} exercises done", done, course.exercises.size());
  return tr("{} of {} exercises done; next: ./course check {}", done,
            course.exercises.size(), next->name);
}

const Exercise& exercise_or_next(const Course& course,
                                 const std::string& name) {
  if (!name.empty())
    return course.find(name);
  if (course.exercises.empty())
    throw InputError(tr("the course has no exercises"));
  const Exercise* next = next_exercise(course, load_progress(course));
  if (!next)
    throw InputError(
        tr("every exercise is done; name the one that you mean"));
  return *next;
}

std::string shown_in(const Course& course, const fs::path& path) {
  std::error_code error;
  // From where the student stands, if that is inside the course.
  fs::path here = fs::current_path(error);
  fs::path relative = path.lexically_relative(here);
  bool inside =
      (here / "").string().starts_with((course.root / "").string());
  if (inside && !relative.empty())
    return relative.string();
  return path.lexically_relative(course.root).string();
}

}  // namespace grader
