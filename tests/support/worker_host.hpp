#pragma once

#include <optional>

namespace course::testing {

/// A test whose host is also started as a worker process defines this, and
/// the host's main does it before anything else, as a program's main would:
///
///     std::optional<int> course::testing::run_as_worker() {
///       return course::is_worker() ? std::optional(course::run_worker())
///                                  : std::nullopt;
///     }
///
/// @return  what main returns, or nothing if this process is no worker
[[gnu::weak]] std::optional<int> run_as_worker();

}  // namespace course::testing
