#include "database.hpp"

#include <stdexcept>

namespace task_server {

Database::Database(const std::string& path) {
  sqlite3* handle = nullptr;
  const int result =
      sqlite3_open_v2(path.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  handle_.reset(handle);  // there is one even if it failed
  if (result != SQLITE_OK) {
    throw std::runtime_error(path + ": " + sqlite3_errmsg(handle));
  }
}

void Database::run(const char* statements) {
  if (sqlite3_exec(handle(), statements, nullptr, nullptr, nullptr) !=
      SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(handle()));
  }
}

Statement::Statement(Database& database, std::string_view text) {
  sqlite3_stmt* handle = nullptr;
  const int result =
      sqlite3_prepare_v2(database.handle(), text.data(),
                         static_cast<int>(text.size()), &handle, nullptr);
  handle_.reset(handle);
  if (result != SQLITE_OK) {
    throw std::runtime_error(sqlite3_errmsg(database.handle()));
  }
}

bool Statement::step() {
  const int result = sqlite3_step(handle_.get());
  if (result == SQLITE_ROW) {
    return true;
  }
  const int reset = sqlite3_reset(handle_.get());
  check(result == SQLITE_DONE ? reset : result);
  return false;
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

std::string Statement::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(
      sqlite3_column_text(handle_.get(), column));
  const auto size =
      static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return bytes ? std::string(bytes, size) : std::string();
}

void Statement::bind(int place, std::int64_t value) {
  check(sqlite3_bind_int64(handle_.get(), place, value));
}

void Statement::bind(int place, std::string_view value) {
  check(sqlite3_bind_text(handle_.get(), place, value.data(),
                          static_cast<int>(value.size()),
                          SQLITE_TRANSIENT));
}

void Statement::check(int result) const {
  if (result != SQLITE_OK) {
    throw std::runtime_error(
        sqlite3_errmsg(sqlite3_db_handle(handle_.get())));
  }
}

}  // namespace task_server
