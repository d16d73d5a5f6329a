#include "journal_file.hpp"

#include <unistd.h>

#include "database.hpp"
#include "task.hpp"

namespace capstone_test {

using namespace task_server;

JournalFile::JournalFile()
    : folder_(std::filesystem::temp_directory_path() /
              ("journal-" + std::to_string(::getpid()))) {
  std::filesystem::create_directory(folder_);
}

JournalFile::~JournalFile() {
  std::filesystem::remove_all(folder_);
}

std::map<std::string, RecordedTask> JournalFile::tasks() const {
  const std::string copy = beside("copy.db");
  for (const std::string part : {"", "-wal"}) {
    std::filesystem::remove(copy + part);
    if (std::filesystem::exists(path() + part)) {
      std::filesystem::copy_file(path() + part, copy + part);
    }
  }
  Database database(copy);
  Statement all(database,
                "SELECT id, key, kind, state, attempts, max_attempts,"
                " finished, outcome FROM tasks");
  std::map<std::string, RecordedTask> found;
  while (all.step()) {
    const TaskId id{static_cast<std::uint64_t>(all.number(0))};
    found[to_string(id)] = {.key = all.text(1),
                            .kind = all.text(2),
                            .state = static_cast<int>(all.number(3)),
                            .attempts = static_cast<int>(all.number(4)),
                            .max_attempts = static_cast<int>(all.number(5)),
                            .finished = all.number(6),
                            .outcome = all.text(7)};
  }
  return found;
}

}  // namespace capstone_test
