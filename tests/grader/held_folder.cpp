#include "held_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.hpp"

namespace grader {

namespace fs = std::filesystem;

namespace {

/// A lock on the folder itself. The kernel takes it back when the process
/// ends, however it ends.
class FolderUse {
 public:
  FolderUse(const fs::path& folder, int operation)
      : file_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    locked_ = file_ >= 0 && ::flock(file_, operation | LOCK_NB) == 0 &&
              is_still(folder);
  }
  ~FolderUse() {
    if (file_ >= 0)
      ::close(file_);
  }
  FolderUse(const FolderUse&) = delete;
  FolderUse& operator=(const FolderUse&) = delete;

  bool locked() const { return locked_; }

 private:
  /// It may have been removed between open() and flock().
  bool is_still(const fs::path& folder) const {
    struct stat here = {};
    struct stat there = {};
    return ::fstat(file_, &here) == 0 &&
           ::stat(folder.c_str(), &there) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
  }

  int file_;
  bool locked_ = false;
};

}  // namespace

std::shared_ptr<void> hold_folder(const fs::path& folder) {
  auto use = std::make_shared<FolderUse>(folder, LOCK_SH);
  return use->locked() ? use : nullptr;
}

void remove_unless_held(const fs::path& folder) noexcept {
  const FolderUse use(folder, LOCK_EX);
  if (use.locked())
    remove_folder(folder);
}

}  // namespace grader
