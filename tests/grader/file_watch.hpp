#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace grader {

/// Tells when a file may have changed: at once through inotify or, where
/// that does not work (network folders, too many watches), by looking every
/// half second. COURSE_POLL=1 in the environment forces the latter.
class FileWatch {
 public:
  explicit FileWatch(const std::filesystem::path& file);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  /// Readable when something happened in the file's folder; -1: polling.
  int descriptor() const { return inotify_; }
  /// How long to wait for descriptor() before looking anyway.
  std::chrono::milliseconds patience() const;
  /// Swallows what has been reported.
  void clear();
  /// True if the contents differ from those of the last call.
  bool has_changed();

 private:
  std::filesystem::path file_;
  std::string last_hash_;
  int inotify_ = -1;
};

}  // namespace grader
