#pragma once

#include <fmt/ranges.h>

#include <concepts>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "story.hpp"

/// Expectations in sentences. A failed one ends the check, because what
/// comes after it would only repeat it; the student reads what was
/// expected, what was seen, and the one diagnosis whose observation fits.
namespace course::testing {

/// Thrown by a failed expectation. The failure is already in the story, so
/// that code which catches everything cannot lose it.
struct ExpectationFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What should have happened, in one sentence.
struct Expected {
  std::string text;
};

/// What happened, in one sentence.
struct Seen {
  std::string text;
};

/// A misconception and the observation that gives it away. It is shown only
/// if the expectation fails and `observed` is true, so that an unknown
/// mistake gets no diagnosis rather than a wrong one.
struct Meaning {
  std::string_view diagnosis;  ///< an id of exercise.toml
  bool observed;
};

/// `expected("it ends after {}", 30ms)`
template <class... Values>
Expected expected(fmt::format_string<Values...> format,
                  Values&&... values) {
  return {fmt::format(format, std::forward<Values>(values)...)};
}

/// `seen("it ended after {}", elapsed())`
template <class... Values>
Seen seen(fmt::format_string<Values...> format, Values&&... values) {
  return {fmt::format(format, std::forward<Values>(values)...)};
}

/// `means("one-after-another", elapsed() == 60ms)`
inline Meaning means(std::string_view diagnosis, bool observed) {
  return {diagnosis, observed};
}

namespace detail {

/// The check goes on, so that the scopes it has left were left in order.
void going_on() noexcept;

/// Puts the failure into the story and throws ExpectationFailed.
[[noreturn]] void fail_expectation(std::string expected, std::string seen,
                                   std::string_view diagnosis);

}  // namespace detail

/// Ends the check unless `holds`. Of several meanings the first observed
/// one is the diagnosis.
///
/// @throws ExpectationFailed  if `holds` is false
template <std::same_as<Meaning>... Meanings>
void expect(bool holds, Expected expected, Seen seen,
            Meanings... meanings) {
  detail::going_on();
  if (holds) {
    return;
  }
  std::string_view diagnosis;
  for (const Meaning& meaning : {Meaning{"", false}, meanings...}) {
    if (diagnosis.empty() && meaning.observed) {
      diagnosis = meaning.diagnosis;
    }
  }
  detail::fail_expectation(std::move(expected.text), std::move(seen.text),
                           diagnosis);
}

/// Ends the check unless the two values are equal. `what` names the value:
/// expect_equal(outcomes.size(), 3, "the number of outcomes") says "the
/// number of outcomes is 3" and "it is 2".
///
/// @throws ExpectationFailed  if the values differ
template <class Value, class Wanted, std::same_as<Meaning>... Meanings>
void expect_equal(const Value& value, const Wanted& wanted,
                  std::string_view what, Meanings... meanings) {
  expect(value == wanted, expected("{} is {}", what, wanted),
         seen("it is {}", value), meanings...);
}

/// What the check waits for inside a scope, and what it means if that never
/// happens or if an exception comes instead.
struct Awaited {
  std::string expected;             ///< one sentence
  std::string_view if_stuck = {};   ///< diagnosis if nothing ever happens
  std::string_view if_thrown = {};  ///< diagnosis if an exception comes
};

/// Keeps an Awaited for the lifetime of the object; scopes nest.
class [[nodiscard]] AwaitingScope {
 public:
  explicit AwaitingScope(Awaited awaited);
  ~AwaitingScope();
  AwaitingScope(const AwaitingScope&) = delete;
  AwaitingScope& operator=(const AwaitingScope&) = delete;

 private:
  int exceptions_;
};

/// `const auto scope = awaiting({.expected = "…", .if_stuck = "…"});`
inline AwaitingScope awaiting(Awaited awaited) {
  return AwaitingScope(std::move(awaited));
}

namespace detail {

/// What the innermost open scope awaits; empty if none is open.
Awaited awaited_now();
/// What the scope awaited after whose end the check did not go on: its
/// coroutine was destroyed while it waited. Empty if there is none.
Awaited left_by_destruction();
/// What the scope awaited that the exception has just left; empty if none.
Awaited left_by_exception();
/// Forgets all of it, for a new check.
void forget_awaited();

}  // namespace detail

}  // namespace course::testing
