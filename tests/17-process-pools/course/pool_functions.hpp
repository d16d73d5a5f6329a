#pragma once

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <course/process_pool.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>

#include "jobs.hpp"

/// What the workers of these tests can be asked to do.
namespace pool_test {

namespace asio = boost::asio;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A folder for one test. Files in it are how a test and the processes that
/// it starts wait for each other.
class Folder {
 public:
  Folder() {
    std::string name = fs::temp_directory_path() / "pool-test-XXXXXX";
    if (!::mkdtemp(name.data())) {
      throw std::runtime_error("no folder for the test");
    }
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

inline void touch(const std::string& path) {
  std::ofstream(path) << "x";
}

/// Waits, off and on, until `holds`; the check is given up if it never
/// does.
inline asio::awaitable<void> until(std::function<bool()> holds) {
  while (!holds()) {
    co_await course::testing::pause(1ms);
  }
}

inline asio::awaitable<void> until_exists(std::string path) {
  co_await until([path] { return fs::exists(path); });
}

inline int twice(int number) {
  return 2 * number;
}
inline void nothing() {}
inline pid_t own_id() {
  return ::getpid();
}

inline std::string shout(const std::string& text) {
  if (text.empty()) {
    throw std::out_of_range("nothing to shout");
  }
  return text + "!";
}

/// Says in one file that it has begun, and ends when there is the other.
inline pid_t hold(const std::string& begun, const std::string& go) {
  touch(begun);
  while (!fs::exists(go)) {
    std::this_thread::sleep_for(1ms);
  }
  return ::getpid();
}

inline void compute_for_ever(const std::string& begun) {
  touch(begun);
  std::atomic<unsigned> steps = 0;
  for (;;) {
    ++steps;
  }
}

inline void die(int signal) {
  ::raise(signal);
}
inline void leave(int status) {
  ::_exit(status);
}

/// Dies at the first call, and answers at the second.
inline int die_once(const std::string& mark) {
  if (fs::exists(mark)) {
    return 7;
  }
  touch(mark);
  ::raise(SIGKILL);
  return 0;
}

/// Dies when it has written a part of its answer.
inline int half_an_answer() {
  std::string frame;
  course::append_frame(frame, std::string(100, 'v'));
  const auto sent = ::write(3, frame.data(), frame.size() / 2);
  ::raise(SIGKILL);
  return static_cast<int>(sent);
}

inline std::string text_of_size(std::size_t size) {
  return std::string(size, 'x');
}
inline std::size_t size_of_text(const std::string& text) {
  return text.size();
}

inline const course::PoolFunction twice_there{"twice", twice};
inline const course::PoolFunction nothing_there{"nothing", nothing};
inline const course::PoolFunction id_there{"own_id", own_id};
inline const course::PoolFunction shout_there{"shout", shout};
inline const course::PoolFunction hold_there{"hold", hold};
inline const course::PoolFunction compute_there{"compute",
                                                compute_for_ever};
inline const course::PoolFunction die_there{"die", die};
inline const course::PoolFunction leave_there{"leave", leave};
inline const course::PoolFunction die_once_there{"die_once", die_once};
inline const course::PoolFunction half_there{"half", half_an_answer};
inline const course::PoolFunction text_there{"text", text_of_size};
inline const course::PoolFunction size_there{"size", size_of_text};

/// What a call has thrown, and "" if nothing.
template <typename T>
asio::awaitable<std::string> error_of(course::Future<T> future) {
  try {
    co_await future.get();
  } catch (const std::exception& error) {
    co_return error.what();
  }
  co_return "";
}

inline constexpr const char* killed =
    "the worker has died: signal 9 (Killed)";

}  // namespace pool_test
