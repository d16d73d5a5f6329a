#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include "intake.hpp"
#include "intake_file.hpp"
#include "report_text.hpp"

namespace grader {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using Folder = std::unique_ptr<DIR, CloseFolder>;

// Walks a folder by descriptors, so that a folder that is exchanged for a
// link while we look cannot lead us outside.
class Walk {
 public:
  Walk(const std::set<std::string>& wanted, const IntakeLimits& limits)
      : wanted_(wanted), limits_(limits) {}

  void enter(int parent, const char* name, const std::string& prefix,
             int depth);
  Contents take() { return std::move(contents_); }

 private:
  void look(int folder, const std::string& name, const std::string& prefix,
            int depth);
  void refuse(std::string problem) {
    contents_.problem = std::move(problem);
    contents_.candidates.clear();
  }

  const std::set<std::string>& wanted_;
  const IntakeLimits& limits_;
  Contents contents_;
  std::size_t entries_ = 0;
};

void Walk::enter(int parent, const char* name, const std::string& prefix,
                 int depth) {
  if (depth > limits_.depth) {
    return refuse("refused: folders nested deeper than " +
                  std::to_string(limits_.depth));
  }
  const int opened = ::openat(
      parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (opened < 0) {
    return refuse(
        "cannot be read: " + one_line(prefix.empty() ? name : prefix) +
        ": " + std::strerror(errno));
  }
  const Folder folder(::fdopendir(opened));
  if (folder == nullptr) {
    ::close(opened);
    return refuse("cannot be read: " + one_line(prefix));
  }
  // Names are sorted, so that reports do not depend on the file system.
  std::vector<std::string> names;
  while (const auto* entry = ::readdir(folder.get())) {
    if (++entries_ > limits_.entries) {
      return refuse("refused: more than " +
                    std::to_string(limits_.entries) + " files");
    }
    // Hidden folders (.git, .course) are tools' own.
    if (entry->d_name[0] != '.') {
      names.emplace_back(entry->d_name);
    }
  }
  std::ranges::sort(names);
  for (const auto& found : names) {
    look(::dirfd(folder.get()), found, prefix, depth);
    if (!contents_.problem.empty()) {
      return;
    }
  }
}

void Walk::look(int folder, const std::string& name,
                const std::string& prefix, int depth) {
  struct stat status{};
  if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    return;  // it went away while we looked
  }
  if (S_ISDIR(status.st_mode)) {
    return enter(folder, name.c_str(), prefix + name + "/", depth + 1);
  }
  if (!wanted_.contains(name)) {
    return;
  }
  Candidate candidate{prefix + name};
  if (S_ISLNK(status.st_mode)) {
    candidate.kind = Candidate::Kind::symlink;
  } else if (!S_ISREG(status.st_mode)) {
    candidate.kind = Candidate::Kind::special;
  } else {
    auto file = read_regular_file(folder, name, limits_.file_bytes);
    candidate.kind = file.kind;
    candidate.bytes = std::move(file.bytes);
  }
  contents_.candidates.push_back(std::move(candidate));
}

}  // namespace

Contents read_folder(const std::filesystem::path& folder,
                     const std::set<std::string>& wanted_files,
                     const IntakeLimits& limits) {
  Walk walk(wanted_files, limits);
  walk.enter(AT_FDCWD, folder.c_str(), "", 0);
  return walk.take();
}

}  // namespace grader
