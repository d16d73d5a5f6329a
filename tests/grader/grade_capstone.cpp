#include "grade_capstone.hpp"

#include <fmt/format.h>

#include "capstone.hpp"
#include "grade_key.hpp"
#include "words.hpp"

namespace grader {

bool is_server_part(const Exercise& exercise) {
  return exercise.chapter.ends_with("-task-server");
}

std::vector<const Exercise*> server_parts(const Course& course) {
  std::vector<const Exercise*> parts;
  for (const Exercise& exercise : course.exercises)
    if (is_server_part(exercise))
      parts.push_back(&exercise);
  return parts;
}

Course with_capstone(Course course) {
  if (!server_parts(course).empty())
    course.exercises.push_back(load_capstone(course));
  return course;
}

bool is_capstone(const Exercise& exercise) {
  return exercise.name == capstone_name;
}

std::string capstone_key(const Course& course) {
  std::vector<fs::path> places = {
      course.root / "capstone",
      course.root / "tests" / "capstone" / "acceptance",
      course.root / "tests" / "support"};
  for (const auto& chapter : course.chapters)
    places.push_back(course.root / "chapters" / chapter / "course");
  return files_key(places);
}

HandedInParts choose_parts(const Course& course, const Contents& contents) {
  HandedInParts parts;
  std::vector<std::string> missing;
  for (const Exercise* part : server_parts(course)) {
    HandedIn handed_in = choose_file(contents, part->edit);
    if (handed_in.bytes)
      parts.texts[part->name] = std::move(*handed_in.bytes);
    else if (handed_in.note == not_handed_in)
      missing.push_back(part->edit);
    else
      parts.note = std::move(handed_in.note);
  }
  if (parts.texts.empty() && parts.note.empty())
    parts.note = not_handed_in;
  else if (parts.note.empty() && !missing.empty())
    parts.note = tr("not handed in: {}", fmt::join(missing, ", "));
  return parts;
}

}  // namespace grader
