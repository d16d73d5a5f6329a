#!/usr/bin/env bash
# clang_tidy.sh BUILD: clang-tidy on the course library, the solutions and the
# programs around them, with the compile commands of BUILD.
set -euo pipefail
build=$1
mapfile -d '' files < <(
  find chapters solutions tests/support -name '*.cpp' -print0)
printf '%s\0' "${files[@]}" |
  xargs -0 -n 4 -P 2 clang-tidy-19 -p "$build" --quiet
echo "${#files[@]} files are tidy"
