/// @file
/// @brief Exceptions that nobody has asked for: asyncio's "exception was
/// never retrieved".
#pragma once

#include <exception>
#include <functional>
#include <iostream>
#include <string>
#include <string_view>
#include <utility>

namespace course {

/// Gets the exceptions that nobody has retrieved. `what` is "future" or
/// "task". It must not throw, because it is called from a destructor.
using UnretrievedHandler =
    std::function<void(std::string_view what, std::exception_ptr error)>;

namespace detail {

/// What `error` says of itself.
inline std::string text_of(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception& known) {
    return known.what();
  } catch (...) {
    return "an exception that is not a std::exception";
  }
}

inline void print_unretrieved(std::string_view what,
                              const std::exception_ptr& error) {
  std::cerr << what << " exception was never retrieved: " << text_of(error)
            << std::endl;
}

inline UnretrievedHandler& unretrieved_handler() {
  static UnretrievedHandler handler = print_unretrieved;
  return handler;
}

}  // namespace detail

/// Replaces the function that is told of an exception which was set on a
/// course::Future, or left the job of a course::Task, and which nobody has
/// retrieved when the last handle goes. At first it prints one line on
/// stderr.
///
/// Threads: set it before the loop runs.
///
/// @param handler  must not be empty and must not throw
/// @return the function that it replaces
///
/// Source: document 003, section 5 (a task tracks how its coroutine ended).
inline UnretrievedHandler set_unretrieved_handler(
    UnretrievedHandler handler) {
  return std::exchange(detail::unretrieved_handler(), std::move(handler));
}

}  // namespace course
