#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <mutex>
#include <set>

#include "error.hpp"
#include "files.hpp"
#include "words.hpp"

namespace grader {

namespace fs = std::filesystem;

namespace {

// Folders are called run-PID-XXXXXX, so that a later grader recognises
// those whose owner was killed.
constexpr std::string_view prefix = "run-";

void remove_abandoned(const fs::path& parent) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    std::string name = entry.path().filename().string();
    if (!name.starts_with(prefix))
      continue;
    pid_t owner = 0;
    const char* digits = name.data() + prefix.size();
    std::from_chars(digits, name.data() + name.size(), owner);
    if (owner > 0 && ::kill(owner, 0) != 0 && errno == ESRCH)
      remove_folder(entry.path());
  }
}

void tidy_once(const fs::path& parent) {
  static std::mutex mutex;
  static std::set<fs::path> tidied;
  std::lock_guard lock(mutex);
  if (tidied.insert(parent).second)
    remove_abandoned(parent);
}

}  // namespace

TemporaryFolder::TemporaryFolder(const fs::path& parent) {
  std::error_code error;
  fs::create_directories(parent, error);
  tidy_once(parent);
  std::string name =
      (parent / fmt::format("{}{}-XXXXXX", prefix, ::getpid())).string();
  if (!::mkdtemp(name.data()))
    throw InputError(tr("{}: cannot make a folder: {}", parent.string(),
                        std::strerror(errno)));
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  remove_folder(path_);
}

void remove_folder(const fs::path& path) noexcept {
  try {
    std::error_code error;
    fs::remove_all(path, error);
    if (!error)
      return;
    // Something in it is a folder without write permission.
    fs::permissions(path, fs::perms::owner_all, error);
    using fs::directory_options;
    for (fs::recursive_directory_iterator
             entry(path, directory_options::skip_permission_denied, error),
         end;
         entry != end; entry.increment(error)) {
      if (error)
        break;
      std::error_code ignored;
      if (entry->is_directory(ignored) && !entry->is_symlink(ignored))
        fs::permissions(entry->path(), fs::perms::owner_all, ignored);
    }
    fs::remove_all(path, error);
  } catch (...) {
    // What cannot be removed now is removed by the next grader.
  }
}

}  // namespace grader
