/// @file
/// @brief A call on its way to a worker process, and how it can fail there.
#pragma once

#include <sys/types.h>

#include <course/future.hpp>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "pack.hpp"
#include "process.hpp"
#include "worker.hpp"

namespace course {

/// The function has thrown in the worker. The exception itself stays there;
/// what arrives are its type and its words.
class RemoteError : public std::runtime_error {
 public:
  RemoteError(std::string type, const std::string& what)
      : std::runtime_error(what), type_(std::move(type)) {}

  /// The name of its type, "std::out_of_range".
  const std::string& type() const noexcept { return type_; }

 private:
  std::string type_;
};

/// The worker has ended before it could answer.
class WorkerDied : public std::runtime_error {
 public:
  WorkerDied(pid_t worker, ExitStatus how)
      : std::runtime_error("the worker has died: " + to_string(how)),
        worker_(worker),
        how_(how) {}

  pid_t worker() const noexcept { return worker_; }  ///< its process id
  ExitStatus how() const noexcept { return how_; }   ///< how it ended

 private:
  pid_t worker_;
  ExitStatus how_;
};

/// The pool cannot work: its workers end before they are ready.
struct PoolBroken : std::runtime_error {
  explicit PoolBroken(ExitStatus how)
      : std::runtime_error(
            "the workers do not start (" + to_string(how) +
            "): does main begin with if (course::is_worker())?") {}
};

namespace detail {

/// A call that waits or runs, whatever its types.
struct PoolTask {
  std::string request;  ///< the frame for the worker
  int deaths = 0;       ///< workers that have died over it

  explicit PoolTask(std::string frame) : request(std::move(frame)) {}
  virtual ~PoolTask() = default;
  PoolTask(const PoolTask&) = delete;
  PoolTask& operator=(const PoolTask&) = delete;

  /// False when its future has been cancelled.
  virtual bool wanted() const noexcept = 0;
  virtual void succeed(std::string_view packed) = 0;
  virtual void fail(std::exception_ptr error) = 0;
  virtual void cancel() = 0;

  /// Takes a worker's answer.
  void answered(std::string_view answer) {
    const auto kind = static_cast<Answer>(answer.front());
    answer.remove_prefix(1);
    if (!wanted()) {
      return;
    }
    try {
      if (kind == Answer::value) {
        succeed(answer);
      } else {
        auto [type, what] = unpack_all<std::string, std::string>(answer);
        fail(std::make_exception_ptr(RemoteError(std::move(type), what)));
      }
    } catch (...) {
      fail(std::current_exception());  // bytes that make no sense
    }
  }
};

/// A call whose result is an `R`.
template <typename R>
struct PoolTaskOf final : PoolTask {
  Future<R> future;

  PoolTaskOf(std::string frame, const asio::any_io_executor& executor)
      : PoolTask(std::move(frame)), future(executor) {}

  bool wanted() const noexcept override { return !future.done(); }

  void succeed(std::string_view packed) override {
    if constexpr (std::is_void_v<R>) {
      unpack_all<>(packed);
      future.set_result();
    } else {
      future.set_result(std::get<0>(unpack_all<R>(packed)));
    }
  }

  void fail(std::exception_ptr error) override {
    if (wanted()) {
      future.set_exception(std::move(error));
    }
  }

  void cancel() override { future.cancel(); }
};

}  // namespace detail

}  // namespace course
