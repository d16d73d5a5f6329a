#!/usr/bin/env bash
# clang_tidy.sh BUILD: clang-tidy on the programs of the chapters, the course
# library, the solutions and the test library, with BUILD's compile commands.
set -euo pipefail
build=$1
mapfile -t files < <(
  grep -oE '"file": "[^"]+"' "$build/compile_commands.json" |
    cut -d '"' -f 4 | grep -E '/(chapters|solutions|tests/support)/' | sort -u)
printf '%s\0' "${files[@]}" |
  xargs -0 -n 2 -P 2 clang-tidy-19 -p "$build" --quiet
echo "${#files[@]} files are tidy"
