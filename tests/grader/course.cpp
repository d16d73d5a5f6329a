#include <algorithm>
#include <map>

#include "error.hpp"
#include "exercise.hpp"
#include "files.hpp"
#include "words.hpp"

namespace grader {

namespace {

bool is_chapter(const fs::path& folder) {
  std::string name = folder.filename().string();
  return name.size() > 3 &&
         std::isdigit(static_cast<unsigned char>(name[0])) &&
         std::isdigit(static_cast<unsigned char>(name[1])) &&
         name[2] == '-';
}

std::vector<fs::path> folders_in(const fs::path& parent) {
  std::vector<fs::path> folders;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error))
    if (entry.is_directory(error))
      folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  return folders;
}

std::string chapter_text(const fs::path& root, std::string_view chapter) {
  std::string text;
  for (const fs::path& page : pages_of(root / "chapters" / chapter))
    text += read_file(page);
  return text;
}

/// The exercises as the chapter's text introduces them.
std::vector<std::string> order_in(const std::string& text) {
  std::vector<std::string> names;
  constexpr std::string_view mark = "\\exercise{";
  for (std::size_t at = 0;
       (at = text.find(mark, at)) != std::string::npos;) {
    at += mark.size();
    names.push_back(text.substr(at, text.find('}', at) - at));
  }
  return names;
}

void sort_as_in_chapter(std::vector<Exercise>& exercises,
                        const std::vector<std::string>& names) {
  auto place = [&](const Exercise& exercise) {
    auto found = std::find(names.begin(), names.end(), exercise.name);
    return std::tuple(found - names.begin(), exercise.difficulty,
                      exercise.name);
  };
  std::sort(exercises.begin(), exercises.end(),
            [&](const Exercise& a, const Exercise& b) {
              return place(a) < place(b);
            });
}

}  // namespace

Course load_course(const fs::path& root) {
  Course course;
  course.root = fs::absolute(root).lexically_normal();
  std::map<std::string, std::string> chapter_of;
  for (const fs::path& folder : folders_in(course.root / "exercises")) {
    if (!is_chapter(folder))
      continue;
    std::string chapter = folder.filename().string();
    std::vector<Exercise> exercises;
    for (const fs::path& inner : folders_in(folder)) {
      if (!fs::exists(inner / "exercise.toml"))
        continue;
      exercises.push_back(load_exercise(inner, chapter));
      auto [other, is_new] =
          chapter_of.emplace(exercises.back().name, chapter);
      if (!is_new)
        throw InputError(
            tr("exercises/{}/{}/exercise.toml:1: the name {} is taken by "
               "an exercise of {}",
               chapter, other->first, other->first, other->second));
    }
    sort_as_in_chapter(exercises,
                       order_in(chapter_text(course.root, chapter)));
    for (Exercise& exercise : exercises)
      course.exercises.push_back(std::move(exercise));
  }
  for (const fs::path& folder : folders_in(course.root / "chapters"))
    if (is_chapter(folder))
      course.chapters.push_back(folder.filename().string());
  return course;
}

const Exercise& Course::find(std::string_view name) const {
  // What shell completion leaves of a path is as good as the name.
  while (name.ends_with('/'))
    name.remove_suffix(1);
  if (auto slash = name.rfind('/'); slash != std::string_view::npos)
    name.remove_prefix(slash + 1);
  if (name.ends_with(".cpp") || name.ends_with(".hpp"))
    name.remove_suffix(4);
  std::vector<std::string> names;
  for (const Exercise& exercise : exercises) {
    if (exercise.name == name)
      return exercise;
    names.push_back(exercise.name);
  }
  std::string near = nearest_name(name, names);
  throw InputError(tr("there is no exercise {}{}", name,
                      near.empty() ? tr("; ./course shows them all")
                                   : tr("; did you mean {}?", near)));
}

fs::path Course::solution(const Exercise& exercise) const {
  return root / "solutions" / exercise.chapter / exercise.name /
         exercise.edit;
}

fs::path Course::tests(const Exercise& exercise) const {
  return root / "tests" / exercise.chapter / exercise.name;
}

fs::path Course::build(std::string_view preset) const {
  return root / "build" / preset;
}

fs::path find_root(const fs::path& start) {
  for (fs::path folder = fs::absolute(start).lexically_normal();;
       folder = folder.parent_path()) {
    if (fs::is_directory(folder / "exercises") &&
        fs::is_directory(folder / "chapters"))
      return folder;
    if (folder == folder.parent_path())
      break;
  }
  throw InputError(
      tr("{} is not in a course: no folder exercises/", start.string()));
}

std::vector<fs::path> pages_of(const fs::path& chapter) {
  std::vector<fs::path> pages;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(chapter, error)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file(error) && name.ends_with(".md") &&
        !name.starts_with("names"))
      pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end(),
            [](const fs::path& a, const fs::path& b) {
              const bool first = a.filename() == "chapter.md";
              const bool second = b.filename() == "chapter.md";
              return first != second ? first : a < b;
            });
  return pages;
}

std::string chapter_title(const Course& course, std::string_view chapter) {
  std::string text = chapter_text(course.root, chapter);
  if (!text.starts_with("# "))
    return std::string(chapter);
  std::string title = text.substr(2, text.find('\n') - 2);
  if (auto id = title.find("{#"); id != std::string::npos)
    title.erase(id);
  title.erase(title.find_last_not_of(" \t\r") + 1);
  return title;
}

}  // namespace grader
