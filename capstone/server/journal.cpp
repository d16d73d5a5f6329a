#include "journal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/asio/post.hpp>
#include <condition_variable>
#include <course/future.hpp>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <unordered_set>
#include <utility>

#include "database.hpp"

namespace task_server {

namespace {

using std::chrono::microseconds;

constexpr std::int64_t no_limit = -1;

/// Says that a file is one of ours ("task" in ASCII).
constexpr const char* set_up =
    "PRAGMA locking_mode = EXCLUSIVE;"
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS tasks ("
    "  id INTEGER PRIMARY KEY, kind TEXT, input TEXT, limit_ms INTEGER,"
    "  max_attempts INTEGER, key TEXT, state INTEGER, attempts INTEGER,"
    "  created INTEGER, started INTEGER, finished INTEGER,"
    "  partial_results TEXT, outcome TEXT);"
    "COMMIT;";

std::int64_t number(Task::Time time) {
  return std::chrono::floor<microseconds>(time.time_since_epoch()).count();
}

Task::Time time(std::int64_t number) {
  return Task::Time(microseconds(number));
}

/// JSON that this server has written has no newline in it.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

JournalledTask task_of(const Statement& row) {
  JournalledTask found;
  Task& task = found.task;
  task.id = TaskId{static_cast<std::uint64_t>(row.number(0))};
  task.request.kind = row.text(1);
  task.request.input = row.text(2);
  if (row.number(3) != no_limit) {
    task.request.limit = std::chrono::milliseconds(row.number(3));
  }
  task.request.max_attempts = static_cast<int>(row.number(4));
  found.key = row.text(5);
  task.state = static_cast<TaskState>(row.number(6));
  task.attempts = static_cast<int>(row.number(7));
  task.created = time(row.number(8));
  task.started = time(row.number(9));
  if (is_final(task.state)) {
    task.finished = time(row.number(10));
    task.partial_results = lines_of(row.text(11));
    task.outcome = row.text(12);
    task.progress = task.state == TaskState::completed ? 100 : 0;
  } else {
    // Whoever ran it has died with the server.
    task.state = TaskState::pending;
  }
  return found;
}

}  // namespace

/// What the journal shares with its thread.
class Journal::Writer : public std::enable_shared_from_this<Writer> {
 public:
  using Record = std::function<void(Writer&)>;

  Writer(asio::any_io_executor executor, const std::string& path)
      : executor_(std::move(executor)), database_(path) {
    try {
      database_.run(set_up);
    } catch (const std::exception& error) {
      throw std::runtime_error(path + ": " + error.what());
    }
    insert_.emplace(database_,
                    "INSERT INTO tasks VALUES "
                    "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    update_.emplace(database_,
                    "UPDATE tasks SET state = ?, attempts = ?, started = ?,"
                    " finished = ?, partial_results = ?, outcome = ?"
                    " WHERE id = ? AND state < 2");
    remove_.emplace(database_, "DELETE FROM tasks WHERE id = ?");
    Statement all(database_, "SELECT * FROM tasks ORDER BY id");
    while (all.step()) {
      tasks.push_back(task_of(all));
    }
    thread_ = std::jthread([this] { write_all(); });
  }

  void record(TaskId id, Record record) {
    not_on_disk_.insert(id);
    if (failure_) {
      return;  // nobody writes any more
    }
    {
      const std::lock_guard lock(mutex_);
      records_.push_back(std::move(record));
    }
    ++recorded_;
    order_.push_back(id);
    is_work_.notify_one();
  }

  course::Future<void> on_disk() {
    course::Future<void> done(executor_);
    if (failure_) {
      done.set_exception(failure_);
    } else if (recorded_ == committed_) {
      done.set_result();
    } else {
      waiting_.emplace_back(recorded_, done);
    }
    return done;
  }

  bool is_on_disk(TaskId id) const { return !not_on_disk_.contains(id); }

  /// Lets the thread write what there is, and waits for its end.
  void close() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    is_work_.notify_one();
    thread_.join();
  }

  void insert(const Task& task, const std::string& key) {
    insert_->run(id_of(task), task.request.kind, task.request.input,
                 task.request.limit
                     ? std::int64_t{task.request.limit->count()}
                     : no_limit,
                 std::int64_t{task.request.max_attempts}, key,
                 std::int64_t{0}, std::int64_t{0}, number(task.created),
                 std::int64_t{0}, std::int64_t{0}, "", "");
  }

  void update(const Task& task) {
    update_->run(static_cast<std::int64_t>(task.state),
                 std::int64_t{task.attempts}, number(task.started),
                 number(task.finished),
                 fmt::format("{}", fmt::join(task.partial_results, "\n")),
                 task.outcome, id_of(task));
  }

  void remove(TaskId id) { remove_->run(static_cast<std::int64_t>(id)); }

  std::vector<JournalledTask> tasks;

 private:
  static std::int64_t id_of(const Task& task) {
    return static_cast<std::int64_t>(task.id);
  }

  /// The thread: all that has come in becomes one commit.
  //! [server-journal]
  void write_all() {
    for (;;) {
      std::vector<Record> records;
      {
        std::unique_lock lock(mutex_);
        is_work_.wait(lock, [&] { return closing_ || !records_.empty(); });
        if (records_.empty()) {
          return;
        }
        records.swap(records_);
      }
      std::exception_ptr failure;
      try {
        database_.run("BEGIN");
        for (const Record& record : records) {
          record(*this);
        }
        database_.run("COMMIT");
      } catch (...) {
        failure = std::current_exception();
      }
      asio::post(executor_, [weak = weak_from_this(), failure,
                             count = records.size()] {
        if (const auto self = weak.lock()) {
          self->committed(count, failure);
        }
      });
      if (failure) {
        return;
      }
    }
  }
  //! [server-journal]

  /// On the loop again.
  void committed(std::size_t count, std::exception_ptr failure) {
    committed_ += count;
    failure_ = failure;
    for (; count > 0; --count) {
      if (!failure_) {
        not_on_disk_.extract(order_.front());
      }
      order_.pop_front();
    }
    while (!waiting_.empty() &&
           (failure_ || waiting_.front().first <= committed_)) {
      auto done = std::move(waiting_.front().second);
      waiting_.pop_front();
      if (failure_) {
        done.set_exception(failure_);
      } else {
        done.set_result();
      }
    }
  }

  asio::any_io_executor executor_;

  // The thread's.
  Database database_;
  std::optional<Statement> insert_;
  std::optional<Statement> update_;
  std::optional<Statement> remove_;

  // Both sides', under the mutex.
  std::mutex mutex_;
  std::condition_variable is_work_;
  std::vector<Record> records_;
  bool closing_ = false;

  // The loop's.
  std::size_t recorded_ = 0;
  std::size_t committed_ = 0;
  std::exception_ptr failure_;
  std::deque<TaskId> order_;  ///< of the records that are on their way
  std::unordered_multiset<TaskId> not_on_disk_;  ///< one for each record
  /// Each waits until so many records are on the disk.
  std::deque<std::pair<std::size_t, course::Future<void>>> waiting_;

  std::jthread thread_;
};

Journal::Journal(asio::any_io_executor executor, const std::string& path)
    : writer_(std::make_shared<Writer>(std::move(executor), path)) {}

Journal::~Journal() {
  writer_->close();
}

std::vector<JournalledTask> Journal::take_tasks() {
  return std::exchange(writer_->tasks, {});
}

void Journal::record_accepted(const Task& task, const std::string& key) {
  writer_->record(
      task.id, [task, key](Writer& writer) { writer.insert(task, key); });
}

void Journal::record_change(const Task& task) {
  writer_->record(task.id, [task](Writer& writer) { writer.update(task); });
}

void Journal::record_forgotten(TaskId id) {
  writer_->record(id, [id](Writer& writer) { writer.remove(id); });
}

asio::awaitable<void> Journal::on_disk() {
  co_await writer_->on_disk().get();
}

bool Journal::is_on_disk(TaskId id) const {
  return writer_->is_on_disk(id);
}

}  // namespace task_server
