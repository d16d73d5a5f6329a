/// @file
/// @brief Accepted tasks on disk, so that a server that is killed loses
/// none.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <string>
#include <vector>

#include "task.hpp"

namespace task_server {

namespace asio = boost::asio;

/// A task as the journal knows it.
struct JournalledTask {
  Task task;        ///< pending, or final
  std::string key;  ///< its Idempotency-Key; empty: none
};

/// An SQLite file in WAL mode. One thread writes, and commits all that has
/// come in since its last commit at once: a commit waits for the disk, and
/// many tasks share the wait.
///
/// What a server promises with it: a task that was answered with 202 is in
/// the file, and a task whose outcome is in the file keeps it. A task that
/// ran when the server was killed runs again, so it runs at least once.
///
/// Threads: all calls on the loop of the executor; the file belongs to the
/// journal's own thread.
class Journal {
 public:
  /// Opens the file, or makes it.
  ///
  /// @throws std::runtime_error  if it is no such file, or another server
  ///                             has it open
  Journal(asio::any_io_executor executor, const std::string& path);

  /// Writes what was recorded, and closes the file.
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// What the file held when it was opened, oldest first.
  std::vector<JournalledTask> take_tasks();

  /// A task that is to be answered with 202.
  void record_accepted(const Task& task, const std::string& key);

  /// A task as it stands: its attempts and, if it is final, its outcome. An
  /// outcome that is in the file is never changed.
  void record_change(const Task& task);

  void record_forgotten(TaskId id);

  /// Waits until all that was recorded so far is on the disk.
  ///
  /// Errors: std::runtime_error if it cannot be written; nothing more is
  /// accepted then.
  asio::awaitable<void> on_disk();

  /// False if something that was recorded about the task is not on the disk
  /// yet, or never will be.
  bool is_on_disk(TaskId id) const;

 private:
  class Writer;
  std::shared_ptr<Writer> writer_;
};

}  // namespace task_server
