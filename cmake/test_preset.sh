#!/usr/bin/env bash
# test_preset.sh PRESET: configure it, build all tests and run them.
set -euo pipefail
preset=$1
cmake --preset "$preset" >"build/$preset.configure.log" ||
  { cat "build/$preset.configure.log"; exit 1; }
targets=(all_tests)
[ "$preset" != plain ] || targets+=(programs)
cmake --build --preset "$preset" --target "${targets[@]}" -- --quiet
ctest --preset "$preset"
