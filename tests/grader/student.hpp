#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise.hpp"

// The student's commands. main.cpp fills the options from the command line;
// each function returns the exit status. An empty exercise name stands for
// the next one that is not done.
namespace grader {

/// Without arguments: chapters, what is done, the next exercise.
int show_map(const Course&);

/// One line for the end of a verdict: how much is done, what is next.
std::string map_line(const Course&);

struct CheckCommand {
  std::string exercise;
  std::filesystem::path file;  ///< another file in place of its own
  bool timeline = false;
  bool all = false;
  bool json = false;
  std::string command;  ///< of the server, if `exercise` is the capstone
  int lines_below = 0;  ///< of the screen, used by the caller
};
int check(const Course&, const CheckCommand&);

/// Runs a task server through the acceptance suite.
/// @throws InputError if nothing can be run
int check_capstone(const Course&, const CheckCommand&);

int watch(const Course&, const std::string& exercise);

int hint(const Course&, const std::string& exercise);

/// Builds what the next check needs.
int prepare(const Course&);

struct SolutionCommand {
  std::string exercise;
  bool anyway = false;
};
int solution(const Course&, const SolutionCommand&);

int reset(const Course&, const std::string& exercise);

struct RunCommand {
  std::string program;  ///< NAME, NAME.cpp or NAME.py
  std::vector<std::string> arguments;
  bool virtual_time = false;
  bool watch_blocking = false;
};
int run_program(const Course&, const RunCommand&);

/// Builds the task server and becomes it.
/// @throws InputError if it cannot be built or started
int serve(const Course&, const std::vector<std::string>& arguments);

/// `what`: an exercise, a chapter, or empty for the next exercise.
int open_page(const Course&, const std::string& what);

int doctor(const Course&);

/// The exercise called `name` or, if that is empty, the next one.
/// @throws InputError if there is none.
const Exercise& exercise_or_next(const Course&, const std::string& name);

/// A path relative to the course's folder if it lies in it.
std::string shown_in(const Course&, const std::filesystem::path&);

}  // namespace grader
