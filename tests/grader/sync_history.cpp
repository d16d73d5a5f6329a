#include "sync_history.hpp"

#include <sstream>

#include "supervise.hpp"

namespace grader {

namespace fs = std::filesystem;

History::History(fs::path root) : root_(std::move(root)) {
  const auto top = git({"rev-parse", "--show-prefix"});
  known_ = top && *top == "\n";
}

std::optional<std::string> History::git(
    std::vector<std::string> arguments) const {
  // Continuous integration often runs as another user than the checkout's
  // owner, which git refuses unless told otherwise.
  Job job;
  job.command = {"git", "-c", "safe.directory=*", "-c",
                 "core.quotePath=false"};
  job.command.insert(job.command.end(), arguments.begin(), arguments.end());
  job.folder = root_;
  const auto ended = supervise(job);
  if (!ended.started || !ended.exited || ended.status != 0) {
    return std::nullopt;
  }
  return ended.output;
}

std::optional<std::string> History::committed(const fs::path& file) const {
  return known_ ? git({"show", "HEAD:" + file.generic_string()})
                : std::nullopt;
}

bool History::ever_committed(const fs::path& file, const fs::path& since,
                             const std::string& text) const {
  if (!known_) {
    return false;
  }
  const auto begin =
      git({"log", "-1", "--format=%H", "--", since.generic_string()});
  if (!begin || begin->size() < 40) {
    return false;
  }
  const auto first = begin->substr(0, 40);
  const auto later = git({"log", "--format=%H", first + "..HEAD", "--",
                          file.generic_string()});
  std::istringstream commits(first + '\n' + later.value_or(""));
  for (std::string commit; std::getline(commits, commit);) {
    if (git({"show", commit + ':' + file.generic_string()}) == text) {
      return true;
    }
  }
  return false;
}

std::vector<fs::path> History::files() const {
  std::vector<fs::path> files;
  if (const auto names = known_ ? git({"ls-files", "-z"}) : std::nullopt) {
    std::istringstream list(*names);
    for (std::string name; std::getline(list, name, '\0');) {
      files.emplace_back(name);
    }
  }
  return files;
}

}  // namespace grader
