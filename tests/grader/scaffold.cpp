#include "scaffold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <sstream>

#include "error.hpp"
#include "files.hpp"
#include "instructor.hpp"
#include "stub.hpp"
#include "words.hpp"

namespace grader {
namespace {

bool is_lower(char letter) {
  return 'a' <= letter && letter <= 'z';
}
bool is_digit(char letter) {
  return '0' <= letter && letter <= '9';
}

bool is_exercise_name(std::string_view name) {
  return !name.empty() && is_lower(name.front()) &&
         std::ranges::all_of(name, [](char letter) {
           return is_lower(letter) || is_digit(letter) || letter == '_';
         });
}

// An exercise is called as its function is, and these can be none.
bool is_taken_by_the_language(std::string_view name) {
  static constexpr std::string_view taken[] = {
      "alignas",      "alignof",      "and",           "and_eq",
      "asm",          "auto",         "bitand",        "bitor",
      "bool",         "break",        "case",          "catch",
      "char",         "char16_t",     "char32_t",      "char8_t",
      "class",        "co_await",     "co_return",     "co_yield",
      "compl",        "concept",      "const",         "const_cast",
      "consteval",    "constexpr",    "constinit",     "continue",
      "decltype",     "default",      "delete",        "do",
      "double",       "dynamic_cast", "else",          "enum",
      "explicit",     "export",       "extern",        "false",
      "float",        "for",          "friend",        "goto",
      "if",           "inline",       "int",           "long",
      "main",         "mutable",      "namespace",     "new",
      "noexcept",     "not",          "not_eq",        "nullptr",
      "operator",     "or",           "or_eq",         "private",
      "protected",    "public",       "register",      "reinterpret_cast",
      "requires",     "return",       "short",         "signed",
      "sizeof",       "static",       "static_assert", "static_cast",
      "struct",       "switch",       "template",      "this",
      "thread_local", "throw",        "true",          "try",
      "typedef",      "typeid",       "typename",      "union",
      "unsigned",     "using",        "virtual",       "void",
      "volatile",     "wchar_t",      "while",         "xor",
      "xor_eq"};
  return std::ranges::binary_search(taken, name);
}

// gather_settled -> GatherSettled
std::string suite_name(std::string_view name) {
  std::string suite;
  bool capital = true;
  for (const char letter : name) {
    if (letter == '_') {
      capital = true;
      continue;
    }
    suite += capital && is_lower(letter)
                 ? static_cast<char>(letter - 'a' + 'A')
                 : letter;
    capital = false;
  }
  return suite;
}

std::string replaced(std::string text, std::string_view from,
                     std::string_view to) {
  for (auto at = text.find(from); at != text.npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string find_chapter(const Course& course, const std::string& wanted) {
  for (const auto& chapter : course.chapters) {
    if (chapter == wanted ||
        chapter.substr(chapter.find('-') + 1) == wanted) {
      return chapter;
    }
  }
  const auto near = nearest_name(wanted, course.chapters);
  throw InputError(tr("there is no chapter {}{}", wanted,
                      near.empty() ? "" : tr("; did you mean {}?", near)));
}

// Where a template goes, as a path from the course's root.
fs::path place_of(const fs::path& file, const std::string& chapter,
                  const std::string& name) {
  const auto own = fs::path(chapter) / name;
  if (file == "README.md" || file == "exercise.toml") {
    return "exercises" / own / file;
  }
  if (file == "exercise.hpp") {
    return "exercises" / own / (name + ".hpp");
  }
  if (file == "solution.cpp") {
    return "solutions" / own / (name + ".cpp");
  }
  return "tests" / own / file;
}

// exercises/CHAPTER/NAME of any file in it; so for solutions and tests.
fs::path folder_of(const fs::path& file) {
  const auto begin = file.begin();
  return *begin / *std::next(begin) / *std::next(begin, 2);
}

}  // namespace

std::vector<ScaffoldFile> scaffold_files(const Course& course,
                                         const std::string& name,
                                         const fs::path& templates) {
  const auto slash = name.find('/');
  const auto own =
      slash == name.npos ? std::string() : name.substr(slash + 1);
  if (slash == 0 || !is_exercise_name(own)) {
    throw InputError(
        tr("write new CHAPTER/NAME, NAME in snake_case: {}", name));
  }
  if (is_taken_by_the_language(own)) {
    throw InputError(
        tr("an exercise is called as its function is, and in C++ no "
           "function of yours can be called {}",
           own));
  }
  const auto chapter = find_chapter(course, name.substr(0, slash));
  for (const auto& exercise : course.exercises) {
    if (exercise.name == own) {
      throw InputError(
          tr("{} exists already, in {}", own, exercise.chapter));
    }
  }
  std::vector<ScaffoldFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(templates)) {
    if (!entry.is_regular_file()) {
      continue;
    }
    auto text = read_file(entry.path());
    text = replaced(std::move(text), "EXERCISE_NAME", own);
    text = replaced(std::move(text), "ExerciseName", suite_name(own));
    text = replaced(std::move(text), "EXERCISE_SECTION",
                    chapter.substr(chapter.find('-') + 1));
    const auto relative = entry.path().lexically_relative(templates);
    auto place = place_of(relative, chapter, own);
    if (relative == "solution.cpp") {
      files.push_back(
          {"exercises" / fs::path(chapter) / own / (own + ".cpp"),
           make_stub(text, place.string())});
    }
    files.push_back({std::move(place), std::move(text)});
  }
  std::ranges::sort(files, {}, &ScaffoldFile::path);
  return files;
}

std::vector<std::string> blanks_of(const Course& course,
                                   const Exercise& exercise) {
  std::vector<std::string> blanks;
  // Not the student's file: what stands there is the student's.
  const fs::path places[] = {exercise.folder,
                             course.solution(exercise).parent_path(),
                             course.tests(exercise)};
  for (const auto& place : places) {
    if (!fs::is_directory(place)) {
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
      if (!entry.is_regular_file() || entry.path() == exercise.file()) {
        continue;
      }
      std::istringstream lines(read_file(entry.path()));
      int number = 0;
      for (std::string line; std::getline(lines, line);) {
        ++number;
        if (line.find(blank_mark) != line.npos) {
          blanks.push_back(fmt::format(
              "{}:{}",
              entry.path().lexically_relative(course.root).string(),
              number));
        }
      }
    }
  }
  std::ranges::sort(blanks);
  return blanks;
}

int scaffold(const Course& course, const std::string& name) {
  const auto files = scaffold_files(
      course, name, course.root / "tests" / "grader" / "scaffold");
  std::set<fs::path> folders;
  for (const auto& file : files) {
    folders.insert(folder_of(file.path));
  }
  for (const auto& folder : folders) {
    if (fs::exists(course.root / folder)) {
      throw InputError(tr("{} exists already", folder.string()));
    }
  }
  try {
    for (const auto& file : files) {
      write_file(course.root / file.path, file.text);
    }
  } catch (const InputError&) {
    for (const auto& folder : folders) {
      remove_folder(course.root / folder);
    }
    throw;
  }
  for (const auto& file : files) {
    fmt::print("{}\n", file.path.string());
  }
  const auto own = name.substr(name.find('/') + 1);
  fmt::print("{}\n", tr("Fill in what is marked \"{}\", then: ./course "
                        "sync {} && ./course verify {}",
                        blank_mark, own, own));
  return all_held;
}

}  // namespace grader
