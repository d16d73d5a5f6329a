/// @file
/// @brief A thin layer over SQLite: a file, statements, errors as
/// exceptions.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace task_server {

/// An open SQLite file. One thread at a time.
class Database {
 public:
  /// @throws std::runtime_error  (here and below) with SQLite's words
  explicit Database(const std::string& path);

  /// Runs statements that return nothing.
  void run(const char* statements);

  sqlite3* handle() { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement.
class Statement {
 public:
  Statement(Database& database, std::string_view text);

  /// Sets the parameters, from the first on, and runs it to its end.
  template <typename... Values>
  void run(const Values&... values) {
    int place = 0;
    (bind(++place, values), ...);
    while (step()) {
    }
  }

  /// @return false when there is no further row; then it may be used again
  bool step();

  std::int64_t number(int column) const;
  std::string text(int column) const;

 private:
  void bind(int place, std::int64_t value);
  void bind(int place, std::string_view value);
  void check(int result) const;

  struct Finalize {
    void operator()(sqlite3_stmt* handle) const {
      sqlite3_finalize(handle);
    }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace task_server
