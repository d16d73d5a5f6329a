#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sstream>

#include "build.hpp"
#include "error.hpp"
#include "files.hpp"
#include "foreground.hpp"
#include "places.hpp"
#include "story_text.hpp"
#include "student.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// A chapter's program in C++ or Python.
struct Program {
  fs::path source;
  std::string name;
  bool python() const { return source.extension() == ".py"; }
};

Program find_program(const Course& course, const std::string& wanted) {
  std::vector<std::string> names;
  std::vector<Program> found;
  for (const std::string& chapter : course.chapters) {
    std::error_code error;
    fs::path folder = course.root / "chapters" / chapter / "programs";
    for (const auto& entry : fs::directory_iterator(folder, error)) {
      Program program{entry.path(), entry.path().stem().string()};
      if (!program.python() && entry.path().extension() != ".cpp")
        continue;
      names.push_back(program.python() ? program.name + ".py"
                                       : program.name);
      if (names.back() == wanted || entry.path().filename() == wanted)
        found.push_back(std::move(program));
    }
  }
  if (!found.empty())
    return found.front();
  std::sort(names.begin(), names.end());
  std::string near = nearest_name(wanted, names);
  throw InputError(
      tr("there is no program {}{}", wanted,
         near.empty() ? tr("; they are in the folders chapters/*/programs")
                      : tr("; did you mean {}?", near)));
}

/// What a program says about itself: `// recorded: asan`.
bool says(const Program& program, std::string_view how) {
  std::string text = read_file(program.source);
  text.resize(std::min(text.size(), std::size_t{600}));
  return text.find("recorded: " + std::string(how)) != std::string::npos;
}

fs::path build_program(const Course& course, const Program& program) {
  if (says(program, "compile-error"))
    throw InputError(
        tr("{} is there to show an error of the compiler; its words are in "
           "{}",
           program.name,
           shown_in(course, program.source.parent_path().parent_path() /
                                "recorded" / (program.name + ".txt"))));
  std::string preset = says(program, "asan")   ? "asan"
                       : says(program, "tsan") ? "tsan"
                                               : "dev";
  ProgressBar bar;
  build_targets(course, preset, {"program_" + program.name},
                [&](std::string_view what, int done, int all) {
                  bar.show(what, done, all);
                });
  return course.build(preset) / "programs" / program.name;
}

/// The folder of work.py, which every Python program may import.
std::string python_path(const Course& course) {
  for (const std::string& chapter : course.chapters) {
    fs::path folder = course.root / "chapters" / chapter / "course";
    std::error_code error;
    if (fs::exists(folder / "work.py", error))
      return "PYTHONPATH=" + folder.string();
  }
  return "PYTHONPATH=";
}

/// `what at_us lasted_us offset …`, one line for each blocking call.
void print_blocking(const Course& course, const Program& program,
                    const fs::path& report, const fs::path& executable) {
  std::istringstream lines(read_file(report));
  int count = 0;
  std::string source = program.source.filename().string();
  for (std::string line; std::getline(lines, line); ++count) {
    std::istringstream words(line);
    std::string what, word;
    long at = 0, lasted = 0;
    words >> what >> at >> lasted;
    std::vector<std::uint64_t> frames;
    while (words >> word)
      frames.push_back(std::strtoull(word.c_str(), nullptr, 16));
    frames = before_return(std::move(frames), false);
    std::string place = first_place_in(source, executable, frames);
    if (!place.empty())
      place.replace(0, source.size(), shown_in(course, program.source));
    if (place.empty()) {
      auto all = all_places_of(executable, frames);
      place = all.empty() ? tr("(a place without a line)") : all.front();
    }
    auto us = [](long n) {
      return time_text(std::chrono::microseconds(n));
    };
    std::fprintf(stderr, "%s\n",
                 tr("{}: {} blocks the event loop for {}, at {}", place,
                    printable(what), us(lasted), us(at))
                     .c_str());
  }
  std::fprintf(
      stderr, "%s\n",
      count == 0 ? tr("nothing blocked the event loop").c_str()
                 : tr_count("{} blocking call", "{} blocking calls", count)
                       .c_str());
}

/// The dynamic linker splits LD_PRELOAD at blanks and colons. A path that
/// has some is passed as an open file, which the program inherits.
std::string preloadable(const fs::path& library) {
  if (library.string().find_first_of(" :") == std::string::npos)
    return library.string();
  int file = ::open(library.c_str(), O_RDONLY);
  if (file < 0)
    throw InputError(
        fmt::format("{}: {}", library.string(), std::strerror(errno)));
  return fmt::format("/proc/self/fd/{}", file);
}

int run_python(const Course& course, const Program& program,
               const RunCommand& command) {
  std::vector<std::string> environment{python_path(course)};
  if (command.watch_blocking)
    throw InputError(
        tr("--watch-blocking is for C++; for Python there is "
           "PYTHONASYNCIODEBUG=1"));
  if (command.virtual_time) {
    ProgressBar bar;
    build_targets(course, "dev", {"course_virtual"},
                  [&](std::string_view what, int done, int all) {
                    bar.show(what, done, all);
                  });
    fs::path library = course.build("dev") / "lib" / "libcourse_virtual.so";
    environment.push_back("LD_PRELOAD=" + preloadable(library));
    environment.push_back("COURSE_VIRTUAL_TIME=1");
  }
  std::vector<std::string> argv{"python3", program.source.string()};
  argv.insert(argv.end(), command.arguments.begin(),
              command.arguments.end());
  return run_in_foreground(argv, environment);
}

}  // namespace

int run_program(const Course& course, const RunCommand& command) {
  Program program = find_program(course, command.program);
  if (program.python())
    return run_python(course, program, command);

  fs::path executable = build_program(course, program);
  std::vector<std::string> environment;
  if (command.virtual_time)
    environment.push_back("COURSE_VIRTUAL_TIME=1");
  std::vector<std::string> argv{executable.string()};
  argv.insert(argv.end(), command.arguments.begin(),
              command.arguments.end());
  if (!command.watch_blocking)
    return run_in_foreground(argv, environment);

  TemporaryFolder folder(course.root / "build" / "scratch");
  fs::path report = folder.path() / "blocking";
  write_file(report, "");
  environment.push_back("COURSE_WATCH_BLOCKING=" + report.string());
  int status = run_in_foreground(argv, environment);
  print_blocking(course, program, report, executable);
  return status;
}

}  // namespace grader
