#include "progress_file.hpp"

#include <toml++/toml.h>

#include "error.hpp"
#include "files.hpp"
#include "words.hpp"

namespace grader {

namespace {

constexpr const char* file_name = ".course/progress.toml";

}  // namespace

StudentProgress load_progress(const Course& course) {
  StudentProgress progress;
  fs::path file = course.root / file_name;
  std::error_code error;
  if (!fs::exists(file, error))
    return progress;
  toml::table table;
  try {
    table = toml::parse(read_file(file), std::string_view(file_name));
  } catch (const toml::parse_error& broken) {
    throw InputError(tr("{}:{}: {}; mend the file or remove it", file_name,
                        broken.source().begin.line,
                        std::string(broken.description())));
  }
  if (const toml::table* done = table["done"].as_table())
    for (const auto& [name, hash] : *done)
      progress.done[std::string(name.str())] = hash.value_or(std::string());
  if (const toml::table* hints = table["hints"].as_table())
    for (const auto& [name, count] : *hints)
      progress.hints[std::string(name.str())] = count.value_or(0);
  return progress;
}

void save_progress(const Course& course, const StudentProgress& progress) {
  std::string text = "# Written by ./course: what is done, hints shown.\n";
  text += "[done]\n";
  for (const auto& [name, hash] : progress.done)
    text += fmt::format("{} = \"{}\"\n", name, hash);
  text += "\n[hints]\n";
  for (const auto& [name, count] : progress.hints)
    text += fmt::format("{} = {}\n", name, count);
  write_file(course.root / file_name, text);
}

const Exercise* next_exercise(const Course& course,
                              const StudentProgress& progress) {
  for (const Exercise& exercise : course.exercises)
    if (!progress.is_done(exercise))
      return &exercise;
  return nullptr;
}

const Exercise* next_exercise_after(const Exercise& current,
                                    const Course& course,
                                    const StudentProgress& progress) {
  const auto& all = course.exercises;
  const auto here = static_cast<std::size_t>(&current - all.data());
  for (std::size_t i = 1; i <= all.size(); ++i) {
    const Exercise& exercise = all[(here + i) % all.size()];
    if (!progress.is_done(exercise))
      return &exercise;
  }
  return nullptr;
}

}  // namespace grader
