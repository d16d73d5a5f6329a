#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "build.hpp"
#include "error.hpp"
#include "student.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

int serve(const Course& course, const std::vector<std::string>& arguments) {
  {
    ProgressBar bar;
    build_targets(course, "dev", {"task_server_optimised"},
                  [&](std::string_view what, int done, int all) {
                    bar.show(what, done, all);
                  });
  }
  const fs::path server =
      course.build("dev") / "capstone/optimised/task_server";
  std::vector<std::string> words{"./course serve"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) {
    argv.push_back(word.data());
  }
  argv.push_back(nullptr);
  // In place of this program, so that signals reach the server itself.
  ::execv(server.c_str(), argv.data());
  throw InputError(
      fmt::format("{}: {}", server.string(), std::strerror(errno)));
}

}  // namespace grader
