#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise.hpp"

// The instructor's commands. main.cpp fills the options from the command
// line; each function returns the exit status.
namespace grader {

struct GradeOptions {
  std::vector<std::filesystem::path> paths;
  std::filesystem::path out;
  int jobs = 0;                        ///< 0: as many as processors
  std::vector<std::string> exercises;  ///< empty: all
  std::vector<std::string> students;   ///< empty: all
  bool again = false;  ///< grade anew what an earlier run has finished
  bool json = false;
};
int grade(const Course&, const GradeOptions&);

struct SyncOptions {
  std::vector<std::string> exercises;  ///< empty: all
  bool check = false;                  ///< compare, write nothing
};
int sync(const Course&, const SyncOptions&);

struct VerifyOptions {
  std::vector<std::string> exercises;  ///< empty: all
  int jobs = 0;                        ///< 0: one more than processors
  bool quick = false;  ///< few repetitions, for an author at work
  bool show = false;   ///< print the verdict of every mistake
};
int verify(const Course&, const VerifyOptions&);

/// `name`: "CHAPTER/NAME"
int scaffold(const Course&, const std::string& name);

struct ExportOptions {
  std::filesystem::path student;  ///< the folder to create
};
int export_course(const Course&, const ExportOptions&);

struct BenchOptions {
  std::string suite;                   ///< empty: foundation
  std::vector<std::string> exercises;  ///< empty: all
  int runs = 5;
  bool json = false;
};
int bench(const Course&, const BenchOptions&);

}  // namespace grader
