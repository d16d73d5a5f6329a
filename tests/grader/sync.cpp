#include "sync.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <set>

#include "build.hpp"
#include "error.hpp"
#include "files.hpp"
#include "grade_jobs.hpp"
#include "instructor.hpp"
#include "stub.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

std::string text_of(const fs::path& file) {
  return fs::is_regular_file(file) ? read_file(file) : std::string();
}

class Sync {
 public:
  Sync(const Course& course, bool check)
      : course_(course), check_(check), history_(course.root) {}

  void stub(const Exercise& exercise);
  void timelines(const Exercise& exercise,
                 const std::map<std::string, std::string>& recorded);
  bool stale() const { return stale_; }

 private:
  void compare(const Exercise& exercise, const std::string& stub);
  void say(const fs::path& file, const std::string& what) const {
    fmt::print("{}: {}\n", shown(file), what);
  }
  std::string shown(const fs::path& file) const {
    return file.lexically_relative(course_.root).string();
  }
  void put(const fs::path& file, const std::string& text);

  const Course& course_;
  bool check_;
  History history_;
  bool stale_ = false;
};

void Sync::stub(const Exercise& exercise) {
  const auto stub = stub_of(course_, exercise);
  if (check_) {
    return compare(exercise, stub);
  }
  const auto file = exercise.file();
  const auto old = text_of(file);
  if (old == stub) {
    return;
  }
  // What is committed can be had again; anything else is somebody's work.
  if (!old.empty() &&
      history_.committed(file.lexically_relative(course_.root)) != old) {
    const auto kept = file.string() + ".bak";
    write_file(kept, old);
    say(file, tr("what was there is now {}", shown(kept)));
  }
  write_file(file, stub);
  say(file, tr("written"));
}

void Sync::compare(const Exercise& exercise, const std::string& stub) {
  switch (compare_stub(course_, exercise, history_, stub)) {
    case StubState::current:
      break;
    case StubState::edited:
      say(exercise.file(),
          tr("edited here; the committed stub is current"));
      break;
    case StubState::unknown:
      say(exercise.file(),
          tr("differs from the stub of its solution; without git nobody "
             "can tell whether it was edited"));
      break;
    case StubState::stale:
      stale_ = true;
      say(exercise.file(),
          tr("is not the stub of its solution; run ./course sync"));
  }
}

void Sync::put(const fs::path& file, const std::string& text) {
  if (fs::exists(file) && read_file(file) == text) {
    return;
  }
  if (check_) {
    stale_ = true;
    say(file, tr("is not the timeline of the solution; run ./course sync"));
  } else {
    write_file(file, text);
    say(file, tr("written"));
  }
}

void Sync::timelines(const Exercise& exercise,
                     const std::map<std::string, std::string>& recorded) {
  std::set<fs::path> wanted;
  for (const auto& [check, text] : recorded) {
    const auto file = timeline_file(course_, exercise, check);
    put(file, text);
    wanted.insert(file);
  }
  const auto folder = course_.tests(exercise) / "timelines";
  if (!fs::is_directory(folder)) {
    return;
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (wanted.contains(entry.path())) {
      continue;
    }
    if (check_) {
      stale_ = true;
      say(entry.path(), tr("belongs to no check; run ./course sync"));
    } else {
      fs::remove(entry.path());
      say(entry.path(), tr("removed: it belongs to no check"));
    }
  }
}

}  // namespace

StubState compare_stub(const Course& course, const Exercise& exercise,
                       const History& history, const std::string& stub) {
  if (text_of(exercise.file()) == stub) {
    return StubState::current;
  }
  if (!history.known()) {
    return StubState::unknown;
  }
  const auto file = exercise.file().lexically_relative(course.root);
  const auto solution =
      course.solution(exercise).lexically_relative(course.root);
  return history.committed(file) == stub ||
                 history.ever_committed(file, solution, stub)
             ? StubState::edited
             : StubState::stale;
}

int sync(const Course& course, const SyncOptions& options) {
  std::vector<const Exercise*> exercises;
  if (options.exercises.empty()) {
    for (const auto& exercise : course.exercises) {
      exercises.push_back(&exercise);
    }
  }
  for (const auto& name : options.exercises) {
    exercises.push_back(&course.find(name));
  }
  std::map<std::string, std::vector<const Exercise*>> by_preset;
  for (const auto* exercise : exercises) {
    if (!fs::exists(course.solution(*exercise))) {
      throw InputError(
          tr("{}: there is no solution here to make a stub from",
             exercise->name));
    }
    by_preset[exercise->presets.front()].push_back(exercise);
  }
  Sync run(course, options.check);
  for (const auto* exercise : exercises) {
    run.stub(*exercise);
  }
  {
    ProgressBar bar;
    for (const auto& [preset, chosen] : by_preset) {
      prebuild(course, chosen, preset,
               [&](std::string_view what, int done, int all) {
                 bar.show(what, done, all);
               });
    }
  }
  // All processors record; what is said of it keeps the course's order.
  std::vector<std::map<std::string, std::string>> recorded(
      exercises.size());
  run_jobs(
      exercises.size(), 0,
      [&](std::size_t i) {
        recorded[i] = record_timelines(course, *exercises[i]);
      },
      [](std::size_t) {});
  for (std::size_t i = 0; i < exercises.size(); ++i) {
    run.timelines(*exercises[i], recorded[i]);
  }
  return run.stale() ? not_held : all_held;
}

}  // namespace grader
