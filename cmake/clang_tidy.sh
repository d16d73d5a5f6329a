#!/usr/bin/env bash
# clang_tidy.sh BUILD: the checks of .clang-tidy on the programs and headers
# of the chapters, the task server, the solutions, the tests and their
# library. clangd runs them: it looks at the file alone, where clang-tidy
# walks through all of Boost again for each of them, and it sees a file as a
# student's editor does.
set -euo pipefail
build=$1

# What a program must not compile is a part of its chapter.
mapfile -t files < <(
  find capstone chapters solutions tests -name runtime -prune \
    -o -name grader -prune -o -name mistakes -prune -o -name variants -prune \
    -o -regex '.*\.\(cpp\|hpp\)' -print |
    xargs grep -L 'recorded: compile-error' | sort)

export build
look_at() {
  local said
  said=$(clangd-19 --check="$1" --check-locations=0 --log=error \
    --compile-commands-dir="$build" 2>&1 </dev/null) && return
  sed -nE "s|^E\[[^]]*\] (\[.*\]) Line ([0-9]+): (.*)|$1:\2: \3 \1|p" \
    <<<"$said" | grep . || printf '%s:\n%s\n' "$1" "$said"
  return 1
}
export -f look_at

printf '%s\0' "${files[@]}" |
  xargs -0 -n 1 -P 2 bash -c 'look_at "$1"' look_at
echo "${#files[@]} files are tidy"
