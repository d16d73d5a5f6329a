#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace capstone_test {

/// A task as it stands in the file.
struct RecordedTask {
  std::string key;  ///< its Idempotency-Key
  std::string kind;
  int state = 0;
  int attempts = 0;
  int max_attempts = 0;
  std::int64_t finished = 0;  ///< microseconds of the system's clock
  std::string outcome;

  bool is_final() const { return state >= 2; }
  friend bool operator==(const RecordedTask&,
                         const RecordedTask&) = default;
};

/// A journal of its own, which goes with the check.
class JournalFile {
 public:
  JournalFile();
  ~JournalFile();
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  std::string path() const { return (folder_ / "tasks.db").string(); }

  /// A file beside it.
  std::string beside(const std::string& name) const {
    return (folder_ / name).string();
  }

  /// What a server that started now would find, by task id. It reads a
  /// copy: the file stays as the last server has left it.
  std::map<std::string, RecordedTask> tasks() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace capstone_test
