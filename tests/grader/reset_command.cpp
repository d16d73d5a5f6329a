#include <cstdio>

#include "error.hpp"
#include "files.hpp"
#include "progress_file.hpp"
#include "stub.hpp"
#include "student.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// NAME.cpp.bak, or NAME.cpp.2.bak and so on if there is one already.
fs::path free_backup(const fs::path& file) {
  fs::path backup = file.string() + ".bak";
  for (int number = 2; fs::exists(fs::symlink_status(backup)); ++number)
    backup = fmt::format("{}.{}.bak", file.string(), number);
  return backup;
}

void say(const std::string& words) {
  std::printf("%s\n", words.c_str());
}

}  // namespace

int reset(const Course& course, const std::string& name) {
  if (name.empty())
    throw InputError(tr("name the exercise to reset"));
  const Exercise& exercise = course.find(name);
  std::string stub = stub_of(course, exercise);
  fs::path file = exercise.file();
  std::error_code error;
  if (fs::exists(file, error)) {
    std::string old = read_file(file);
    if (old == stub) {
      say(tr("{} is the stub already", shown_in(course, file)));
      return all_held;
    }
    // The copy is complete before the file is touched.
    fs::path backup = free_backup(file);
    write_file(backup, old);
    say(tr("your file is kept as {}", shown_in(course, backup)));
  }
  write_file(file, stub);
  StudentProgress progress = load_progress(course);
  if (progress.done.erase(exercise.name) > 0)
    save_progress(course, progress);
  say(tr("{} is the stub again", shown_in(course, file)));
  return all_held;
}

}  // namespace grader
