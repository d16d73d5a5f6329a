#include <array>
#include <utility>

#include "compiler_remarks.hpp"

namespace grader {

std::string_view header_of(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 41>
      headers{{{"accumulate", "numeric"},
               {"any_of", "algorithm"},
               {"all_of", "algorithm"},
               {"array", "array"},
               {"atomic", "atomic"},
               {"condition_variable", "condition_variable"},
               {"cout", "iostream"},
               {"cerr", "iostream"},
               {"count", "algorithm"},
               {"count_if", "algorithm"},
               {"deque", "deque"},
               {"exchange", "utility"},
               {"exception_ptr", "exception"},
               {"find", "algorithm"},
               {"find_if", "algorithm"},
               {"function", "functional"},
               {"future", "future"},
               {"iota", "numeric"},
               {"list", "list"},
               {"lock_guard", "mutex"},
               {"make_shared", "memory"},
               {"make_unique", "memory"},
               {"map", "map"},
               {"max", "algorithm"},
               {"min", "algorithm"},
               {"move", "utility"},
               {"multimap", "map"},
               {"mutex", "mutex"},
               {"optional", "optional"},
               {"pair", "utility"},
               {"priority_queue", "queue"},
               {"queue", "queue"},
               {"runtime_error", "stdexcept"},
               {"set", "set"},
               {"shared_ptr", "memory"},
               {"sort", "algorithm"},
               {"string", "string"},
               {"thread", "thread"},
               {"unordered_map", "unordered_map"},
               {"variant", "variant"},
               {"vector", "vector"}}};
  for (const auto& [known, header] : headers)
    if (known == name)
      return header;
  return {};
}

}  // namespace grader
