#pragma once
#include <string>

#include "error.hpp"

namespace grader {

/// The words with which something is refused.
template <class Action>
std::string refusal_of(Action action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "not refused";
}

}  // namespace grader
