#include <fmt/format.h>

#include <cstdio>

#include "error.hpp"
#include "export_files.hpp"
#include "files.hpp"
#include "instructor.hpp"
#include "interrupt.hpp"
#include "stub.hpp"
#include "words.hpp"

namespace grader {
namespace {

// A new folder beside its later name, removed unless it got that name.
class Unfinished {
 public:
  explicit Unfinished(fs::path path) : path_(std::move(path)) {
    fs::create_directories(path_.parent_path());
    if (!fs::create_directory(path_)) {
      throw InputError(
          tr("{} is in the way, perhaps of an export that was stopped; "
             "remove it first",
             path_.string()));
    }
  }
  ~Unfinished() { remove_folder(path_); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void refuse_bad_target(const Course& course, const fs::path& target) {
  if (fs::exists(target) &&
      (!fs::is_directory(target) || !fs::is_empty(target))) {
    throw InputError(
        tr("{} is not an empty folder; name a new one", target.string()));
  }
  const auto inside = target.lexically_relative(course.root);
  if (!inside.empty() && *inside.begin() != "..") {
    throw InputError(
        tr("{} is inside of the course; name a folder elsewhere",
           target.string()));
  }
}

void copy_files(const Course& course, const std::vector<fs::path>& files,
                const fs::path& target) {
  for (const auto& file : files) {
    throw_if_interrupted();
    const auto to = target / file;
    fs::create_directories(to.parent_path());
    fs::copy(course.root / file, to, fs::copy_options::copy_symlinks);
  }
}

// The stub takes the place of whatever work stands in the exercise, and a
// copy of it stays for `reset`, since there is no solution to make it from.
void write_stubs(const Course& course, const fs::path& target) {
  for (const auto& exercise : course.exercises) {
    const auto folder =
        target / exercise.folder.lexically_relative(course.root);
    if (!fs::exists(folder / "exercise.toml")) {
      throw InputError(
          tr("{} is not committed; only committed files are exported",
             exercise.folder.lexically_relative(course.root).string()));
    }
    const auto stub = stub_of(course, exercise);
    write_file(folder / exercise.edit, stub);
    write_file(folder / ".stub", stub);
  }
}

}  // namespace

int export_course(const Course& course, const ExportOptions& options) {
  if (options.student.empty()) {
    throw InputError(tr("export needs --student DIR"));
  }
  const auto target = fs::absolute(options.student).lexically_normal();
  const auto name = target.has_filename() ? target : target.parent_path();
  refuse_bad_target(course, fs::weakly_canonical(name));
  const auto files = files_for_students(course.root);
  try {
    const Unfinished copy(name.string() + ".unfinished");
    copy_files(course, files, copy.path());
    write_stubs(course, copy.path());
    fs::rename(copy.path(), name);
  } catch (const fs::filesystem_error& error) {
    throw InputError(
        tr("cannot write {}: {}", name.string(), error.code().message()));
  }
  fmt::print("{}\n",
             tr("{}: the course without solutions; there, too, ./course "
                "is all it takes",
                name.string()));
  return all_held;
}

}  // namespace grader
