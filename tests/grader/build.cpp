#include "build.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "error.hpp"
#include "interrupt.hpp"
#include "supervise.hpp"
#include "words.hpp"

namespace grader {

namespace {

using namespace std::chrono_literals;

/// Only one grader at a time may run ninja in a build folder.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    fs::path file = folder / ".grader_lock";
    file_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file_ < 0)
      throw InputError(
          fmt::format("{}: {}", file.string(), std::strerror(errno)));
    while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
      throw_if_interrupted();
      std::this_thread::sleep_for(20ms);
    }
  }
  ~FolderLock() { ::close(file_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_ = -1;
};

/// Follows ninja's output: "[3/120] Building CXX object …".
class NinjaProgress {
 public:
  explicit NinjaProgress(const Progress& progress) : progress_(progress) {}

  void operator()(std::string_view text) {
    if (!progress_)
      return;
    for (char c : text) {
      if (c != '\n') {
        line_ += c;
        continue;
      }
      show();
      line_.clear();
    }
  }

 private:
  void show() {
    int done = 0, all = 0;
    const char* end = line_.data() + line_.size();
    if (!line_.starts_with('['))
      return;
    auto first = std::from_chars(line_.data() + 1, end, done);
    if (first.ptr == end || *first.ptr != '/')
      return;
    auto second = std::from_chars(first.ptr + 1, end, all);
    if (second.ptr == end || *second.ptr != ']')
      return;
    progress_(tr("building the course's part"), done, all);
  }

  const Progress& progress_;
  std::string line_;
};

/// The line that says what went wrong, out of pages of output.
std::string error_line(std::string_view output) {
  std::string last;
  while (!output.empty()) {
    auto length = output.find('\n');
    std::string line(output.substr(0, length));
    output.remove_prefix(length == std::string_view::npos ? output.size()
                                                          : length + 1);
    if (line.find("error:") != std::string::npos ||
        line.find("No space left") != std::string::npos)
      return line;
    if (line.starts_with("CMake Error")) {
      // The words follow on the next lines that are not empty.
      auto words = output.substr(0, output.find("\n\n"));
      while (words.starts_with('\n'))
        words.remove_prefix(1);
      std::string text;
      for (char c : words)
        text += c == '\n' ? ' ' : c;
      return line + text;
    }
    if (!line.empty())
      last = line;
  }
  return last;
}

void run_or_throw(const Job& job, const std::string& doing) {
  JobOutcome outcome = supervise(job);
  if (outcome.started && outcome.exited && outcome.status == 0)
    return;
  throw InputError(
      fmt::format("{}: {}", doing, error_line(outcome.output)));
}

void configure(const Course& course, std::string_view preset,
               const Progress& progress) {
  if (progress)
    progress(tr("configuring the preset {}", preset), 0, 0);
  Job job;
  job.command = {"cmake", "--preset", std::string(preset)};
  job.folder = course.root;
  run_or_throw(job, tr("the preset {} cannot be configured", preset));
}

void run_ninja(const Course& course, std::string_view preset,
               const std::vector<std::string>& targets,
               const Progress& progress) {
  NinjaProgress follow(progress);
  Job job;
  job.command = {"ninja", "-C", course.build(preset).string()};
  job.command.insert(job.command.end(), targets.begin(), targets.end());
  job.environment = {"NINJA_STATUS=[%f/%t] "};
  job.folder = course.root;
  job.on_output = [&](std::string_view text) { follow(text); };
  run_or_throw(job, tr("the course's own part does not build"));
}

}  // namespace

void build_targets(const Course& course, std::string_view preset,
                   const std::vector<std::string>& targets,
                   const Progress& progress) {
  static std::mutex one_at_a_time;
  std::lock_guard guard(one_at_a_time);
  FolderLock lock(course.build(preset));
  if (!fs::exists(course.build(preset) / "build.ninja"))
    configure(course, preset, progress);
  run_ninja(course, preset, targets, progress);
}

void prebuild(const Course& course,
              const std::vector<const Exercise*>& exercises,
              std::string_view preset, const Progress& progress) {
  std::vector<std::string> targets;
  for (const Exercise* exercise : exercises)
    targets.push_back("test_" + exercise->name);
  build_targets(course, preset, targets, progress);
}

}  // namespace grader
