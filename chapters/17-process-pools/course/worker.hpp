/// @file
/// @brief What runs inside a worker process: functions that have a name.
#pragma once

#include <cxxabi.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>

#include "frame.hpp"
#include "pack.hpp"

namespace course {

namespace detail {

/// Takes packed arguments and returns a packed result.
using PackedFunction = std::function<std::string(std::string_view)>;

/// What this program can be asked to call. It is filled before main and is
/// the same in every process that runs this program.
inline std::unordered_map<std::string, PackedFunction>& pool_functions() {
  static std::unordered_map<std::string, PackedFunction> all;
  return all;
}

/// The kinds of answers that a worker sends; the first byte of a frame.
enum class Answer : char { ready = 'r', value = 'v', error = 'e' };

/// The variable that makes a process a worker: the id of its parent.
inline constexpr const char* worker_variable = "COURSE_WORKER_OF";

/// Where a worker finds its socket.
inline constexpr int worker_channel = 3;

/// The process that has started this one as its worker, or 0. It is read
/// once and taken out of the environment, so that it says nothing about the
/// programs that a worker starts.
// [process-parent]
inline pid_t parent_of_worker() {
  static const pid_t parent = [] {
    const char* id = std::getenv(worker_variable);
    const pid_t found = id ? static_cast<pid_t>(std::atol(id)) : 0;
    ::unsetenv(worker_variable);
    return found;
  }();
  return parent;
}
// [process-parent]

}  // namespace detail

/// A function that another process can be asked to call. What travels is
/// its name, so it has to exist, with the same name, in every process of
/// the program: define it at namespace scope.
///
///     int count_primes(int below);
///     const course::PoolFunction primes{"primes", count_primes};
///
/// In a header it is `inline const`. A lambda without captures may stand in
/// place of the function, with a `+` in front.
///
/// Results and arguments must be Portable.
template <typename Signature>
class PoolFunction;

// [process-function]
template <typename R, typename... A>
class PoolFunction<R(A...)> {
 public:
  static_assert((Portable<std::decay_t<A>> && ...),
                "an argument cannot travel to another process");
  static_assert(std::is_void_v<R> || Portable<std::decay_t<R>>,
                "the result cannot travel back from another process");

  /// @throws std::logic_error  if another function has this name; before
  ///                           main that ends the program
  PoolFunction(std::string name, R (*function)(A...))
      : name_(std::move(name)), function_(function) {
    const auto [place, is_new] = detail::pool_functions().try_emplace(
        name_, [function](std::string_view arguments) {
          auto values = unpack_all<std::decay_t<A>...>(arguments);
          std::string result;
          if constexpr (std::is_void_v<R>) {
            std::apply(function, std::move(values));
          } else {
            pack<std::decay_t<R>>(result,
                                  std::apply(function, std::move(values)));
          }
          return result;
        });
    if (!is_new) {
      throw std::logic_error("two pool functions are called " + name_);
    }
  }
  // [process-function]

  /// The name under which it travels.
  const std::string& name() const noexcept { return name_; }

  /// Calls the function here, in this process.
  R operator()(A... arguments) const {
    return function_(std::forward<A>(arguments)...);
  }

 private:
  std::string name_;
  R (*function_)(A...);
};

template <typename R, typename... A>
PoolFunction(const char*, R (*)(A...)) -> PoolFunction<R(A...)>;
template <typename R, typename... A>
PoolFunction(std::string, R (*)(A...)) -> PoolFunction<R(A...)>;

/// Sends a frame from a worker to its parent.
/// @return false if nobody is there any more to read it
inline bool send_to_parent(std::string_view contents) {
  std::string frame;
  append_frame(frame, contents);
  for (std::string_view left = frame; !left.empty();) {
    const ssize_t sent = ::send(detail::worker_channel, left.data(),
                                left.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR) {
      return false;
    }
    left.remove_prefix(sent < 0 ? 0 : static_cast<std::size_t>(sent));
  }
  return true;
}

namespace detail {

/// "ps" and "top" show a process by the file that was started, and that is
/// "exe" here. They shall show the program's name.
inline void take_name_of_program() {
  std::error_code none;
  std::string name =
      std::filesystem::read_symlink("/proc/self/exe", none).filename();
  // The kernel says so if the file was replaced meanwhile.
  name = name.substr(0, name.find(" (deleted)"));
  ::prctl(PR_SET_NAME, name.c_str());
}

/// @return false at the end of the stream
inline bool receive_from_parent(FrameDecoder& received) {
  for (;;) {
    const auto place = received.prepare();
    const ssize_t size =
        ::recv(worker_channel, place.data(), place.size(), 0);
    if (size > 0) {
      received.commit(static_cast<std::size_t>(size));
      return true;
    }
    if (size == 0 || errno != EINTR) {
      return false;
    }
  }
}

/// The name of the type of the exception that is being handled.
inline std::string type_of_current_exception() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (!type) {
    return "an exception of another language";
  }
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, &status),
      &std::free);
  return status == 0 ? name.get() : type->name();
}

inline std::string error_answer(std::string_view what) {
  std::string answer(1, static_cast<char>(Answer::error));
  pack(answer, type_of_current_exception());
  pack(answer, std::string(what));
  return answer;
}

/// Runs one task: the name of a function and its arguments.
// [process-answer]
inline std::string answer_task(std::string_view task) {
  try {
    const auto name = unpack<std::string>(task);
    const auto function = pool_functions().find(name);
    if (function == pool_functions().end()) {
      throw std::logic_error("no pool function is called " + name);
    }
    std::string answer =
        static_cast<char>(Answer::value) + function->second(task);
    if (answer.size() > largest_frame) {
      throw FrameTooLarge(answer.size());
    }
    return answer;
  } catch (const std::exception& error) {
    return error_answer(error.what());
  } catch (...) {
    return error_answer("it is no std::exception");
  }
}
// [process-answer]

/// Answers a task of a pool.
/// @return false if nobody is there any more to read it
inline bool answer_pool(std::string_view task) {
  const std::string answer = answer_task(task);
  // What the task has printed comes before what its result causes.
  std::cout.flush();
  std::fflush(stdout);
  return send_to_parent(answer);
}

}  // namespace detail

/// True in a process that a pool has started to work for it. Such a process
/// runs the same program from its beginning; what main does first is to ask
/// this, and to become a worker:
///
///     int main() {
///       if (course::is_worker()) {
///         return course::run_worker();
///       }
///
/// A worker whose parent has died is one, too: otherwise it would do what
/// its parent was there for. A program that a worker starts is none.
///
/// Threads: the first call is made before there are any.
inline bool is_worker() {
  return detail::parent_of_worker() != 0;
}

/// What a worker does with a frame. False: there is nobody left to do it
/// for.
using AnswerFrame = std::function<bool(std::string_view frame)>;

/// Sends `hello`, and then answers frames until there will be no more: the
/// parent has closed the socket, or it has died, which closes it as well. A
/// worker that computes when its parent dies is killed at once.
///
/// SIGINT is ignored: Ctrl+C goes to all processes of a terminal, and what
/// becomes of the work is for the parent to decide.
///
/// @return  what main returns
// [process-run-worker]
inline int run_worker(std::string_view hello, const AnswerFrame& answer) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != detail::parent_of_worker()) {
    return 1;  // the parent died before it could be said
  }
  ::signal(SIGINT, SIG_IGN);
  detail::take_name_of_program();
  FrameDecoder received;
  bool wanted = send_to_parent(hello);
  while (wanted && detail::receive_from_parent(received)) {
    for (auto frame = received.next(); wanted && frame;
         frame = received.next()) {
      wanted = answer(*frame);
    }
  }
  return 0;
}

/// The same for a worker of a pool, which calls what it is asked to.
inline int run_worker() {
  const char ready = static_cast<char>(detail::Answer::ready);
  return run_worker({&ready, 1}, detail::answer_pool);
}
// [process-run-worker]

}  // namespace course
