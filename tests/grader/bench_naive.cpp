#include <chrono>

#include "bench.hpp"
#include "error.hpp"
#include "files.hpp"
#include "recipe.hpp"
#include "supervise.hpp"
#include "words.hpp"

namespace grader {
namespace {

bool is_separate_compilation(const std::string& argument) {
  return argument.find("_SEPARATE_COMPILATION") != argument.npos;
}

bool succeeded(const JobOutcome& ended) {
  return ended.started && ended.exited && ended.status == 0;
}

}  // namespace

NaiveBuild::NaiveBuild(const Course& course, const Exercise& exercise,
                       fs::path folder)
    : course_(course), exercise_(exercise), folder_(std::move(folder)) {}

void NaiveBuild::choose_compiler(const std::string& student) {
  try {
    compiler_ = "g++";
    run(student);
  } catch (const InputError&) {
    // Coroutines are beyond g++ 12 here and there; then it is the turn of
    // the course's own compiler, and what it says is told.
    compiler_ = "clang++-19";
    run(student);
  }
}

std::vector<std::vector<std::string>> NaiveBuild::commands() const {
  const RecipeFiles files = {folder_, folder_ / exercise_.edit,
                             folder_ / "naive.o", folder_ / "naive"};
  const auto recipe = load_recipe(course_, exercise_, "dev");
  // Includes and definitions of the recipe, without what makes it fast.
  std::vector<std::string> compile = {
      compiler_, "-std=c++20", "-g", "-fPIC", "-w", "-I", folder_.string()};
  for (const auto& argument : filled_in(recipe.compile, files)) {
    if ((argument.starts_with("-I") || argument.starts_with("-D")) &&
        !is_separate_compilation(argument)) {
      compile.push_back(argument);
    }
  }
  compile.insert(compile.end(), {"-c", (folder_ / "naive.cpp").string(),
                                 "-o", files.object.string()});
  std::vector<std::string> link;
  for (const auto& argument : filled_in(recipe.link, files)) {
    const bool prebuilt_test =
        argument.find("test_object_") != argument.npos;
    if (argument != "-fuse-ld=lld" && !prebuilt_test) {
      link.push_back(argument);
    }
  }
  link.front() = compiler_;
  return {compile, link, {files.host.string()}};
}

double NaiveBuild::run(const std::string& student) const {
  write_file(folder_ / exercise_.edit, student);
  std::string unit;
  if (exercise_.edit.ends_with(".cpp")) {
    unit = "#include \"" + (folder_ / exercise_.edit).string() + "\"\n";
  }
  unit += "#include \"" + (course_.tests(exercise_) / "test.cpp").string() +
          "\"\n";
  write_file(folder_ / "naive.cpp", unit);
  const auto begin = std::chrono::steady_clock::now();
  for (const auto& command : commands()) {
    Job job;
    job.command = command;
    job.folder = folder_;
    job.wall = std::chrono::minutes(5);
    const auto ended = supervise(job);
    if (!succeeded(ended)) {
      throw InputError(tr("the naive build of {} failed:\n{}",
                          exercise_.name, ended.output));
    }
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                       begin)
      .count();
}

}  // namespace grader
