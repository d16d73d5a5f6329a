#include "verdict.hpp"

#include <algorithm>
#include <array>

#include "error.hpp"
#include "words.hpp"

namespace grader {

namespace {

struct Named {
  Verdict verdict;
  std::string_view name;
};

constexpr std::array<Named, 14> names{{
    {Verdict::held, "held"},
    {Verdict::wrong, "wrong"},
    {Verdict::not_run, "not_run"},
    {Verdict::did_not_compile, "did_not_compile"},
    {Verdict::crashed, "crashed"},
    {Verdict::sanitizer, "sanitizer"},
    {Verdict::deadlock, "deadlock"},
    {Verdict::blocked_loop, "blocked_loop"},
    {Verdict::time_limit, "time_limit"},
    {Verdict::memory_limit, "memory_limit"},
    {Verdict::output_limit, "output_limit"},
    {Verdict::process_limit, "process_limit"},
    {Verdict::left_early, "left_early"},
    {Verdict::grader_error, "grader_error"},
}};

}  // namespace

std::string_view to_string(Verdict verdict) {
  for (const Named& named : names)
    if (named.verdict == verdict)
      return named.name;
  return "grader_error";
}

Verdict verdict_named(std::string_view name) {
  for (const Named& named : names)
    if (named.name == name)
      return named.verdict;
  throw InputError(tr("there is no verdict {}", name));
}

int ExerciseResult::held() const {
  return static_cast<int>(std::count_if(
      checks.begin(), checks.end(),
      [](const auto& check) { return check.verdict == Verdict::held; }));
}

}  // namespace grader
