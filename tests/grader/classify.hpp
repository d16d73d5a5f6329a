#pragma once

#include "build.hpp"
#include "exercise.hpp"
#include "launch_host.hpp"
#include "verdict.hpp"

namespace grader {

/// Turns what a host reported and how it ended into the result of a check.
/// Held needs both: the check's own end record that says so, and a host
/// that then ended by itself with status 0.
CheckResult classify(const Exercise&, const Check&, const Build&,
                     const HostOutcome&);

}  // namespace grader
