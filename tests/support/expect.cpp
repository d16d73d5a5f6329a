#include "expect.hpp"

#include <atomic>
#include <exception>
#include <optional>
#include <vector>

namespace course::testing {

namespace {

std::vector<Awaited> open_scopes;
std::optional<Awaited> left;
Awaited left_last;
std::atomic<bool> silent_since = false;

}  // namespace

namespace detail {

void going_on() noexcept {
  silent_since = false;
}

void fail_expectation(std::string expected, std::string seen,
                      std::string_view diagnosis) {
  const std::string what = expected + "; " + seen;
  story().fail({.message = {},
                .expected = std::move(expected),
                .seen = std::move(seen),
                .diagnosis = std::string(diagnosis)});
  throw ExpectationFailed(what);
}

Awaited awaited_now() {
  return open_scopes.empty() ? Awaited{} : open_scopes.back();
}

Awaited left_by_exception() {
  return left.value_or(Awaited{});
}

Awaited left_by_destruction() {
  return silent_since ? left_last : Awaited{};
}

void forget_awaited() {
  open_scopes.clear();
  left.reset();
  going_on();
}

}  // namespace detail

AwaitingScope::AwaitingScope(Awaited awaited)
    : exceptions_(std::uncaught_exceptions()) {
  left.reset();
  detail::going_on();
  open_scopes.push_back(std::move(awaited));
}

AwaitingScope::~AwaitingScope() {
  if (open_scopes.empty()) {
    return;  // a check that was given up has forgotten them
  }
  // An exception leaves the innermost scope first: that one knows best.
  if (std::uncaught_exceptions() > exceptions_ && !left) {
    left = open_scopes.back();
  }
  if (!silent_since.exchange(true)) {
    left_last = open_scopes.back();
  }
  open_scopes.pop_back();
}

}  // namespace course::testing
