#!/usr/bin/env bash
# test_preset.sh PRESET: configure it, build all tests and run them.
set -euo pipefail
preset=$1
cmake --preset "$preset" >"build/$preset.configure.log" ||
  { cat "build/$preset.configure.log"; exit 1; }
cmake --build --preset "$preset" --target all_tests -- --quiet
ctest --preset "$preset"
