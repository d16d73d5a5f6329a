#!/usr/bin/env python3
"""Runs the chapters' programs and keeps, or compares, what they print.

    record.py              records every program into chapters/*/recorded
    record.py NAME...      only the programs of these names
    record.py --check      compares instead, and tells what differs
"""

import argparse
import concurrent.futures
import difflib
import pathlib
import sys

import reports
from course import Course
from errors import BookError, told
from running import Runner, build_programs

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DIFF_LINES = 16


def files_of(program):
    """The recorded files that a program may have."""
    if "no" in program.directives:
        return []
    return [program.recorded, program.trace, program.machine]


def stale(course):
    """Recorded files that belong to no program."""
    wanted = {path for program in course.runnable for path in files_of(program)}
    found = {p for p in course.chapters.glob("*/recorded/*") if p.is_file()}
    return sorted(found - wanted)


def keep(program, recording):
    """Writes the files of one recording; returns those that changed."""
    texts = {program.recorded: recording.text, program.trace: recording.trace,
             program.machine: recording.machine and recording.machine + "\n"}
    changed = []
    for path, text in texts.items():
        before = path.read_text(encoding="utf-8") if path.exists() else None
        if text is None and before is not None:
            path.unlink()
        elif text is not None and text != before:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        else:
            continue
        changed.append(path)
    return changed


def _view(program, path, text):
    """What of a file is compared."""
    if "measured" not in program.directives:
        return text
    return reports.trace_shape(text) if path == program.trace else reports.shape(text)


def compare(program, recording):
    """Tells in a few lines how a recording differs from the kept files."""
    lines = []
    for path, text in ((program.recorded, recording.text), (program.trace, recording.trace)):
        kept = path.read_text(encoding="utf-8") if path.exists() else None
        if kept is None and text is None:
            continue
        if kept is None or text is None:
            lines.append(f"{path.name} is {'missing' if kept is None else 'no longer written'}")
            continue
        views = [_view(program, path, kept).splitlines(), _view(program, path, text).splitlines()]
        difference = list(difflib.unified_diff(*views, "recorded", "now", lineterm="", n=1))
        exact = "measured" not in program.directives
        if difference or (exact and kept != text):
            lines.append(f"{path.name} differs")
            lines += ["  " + line for line in difference[:DIFF_LINES]]
            if len(difference) > DIFF_LINES:
                lines.append(f"  ... {len(difference) - DIFF_LINES} more lines")
    return lines


def record_all(course, programs, workers):
    """Yields (program, recording or error); measured programs run alone."""
    runner = Runner(course)

    def one(program):
        try:
            return program, runner.record(program)
        except BookError as error:
            return program, error

    alone = [p for p in programs if "measured" in p.directives]
    together = [p for p in programs if p not in alone]
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        yield from pool.map(one, together)
    yield from map(one, alone)


def choose(course, names):
    programs = [p for p in course.runnable if "no" not in p.directives]
    if not names:
        return programs
    chosen = [p for p in programs if {p.path.name, p.path.stem} & set(names)]
    missing = set(names) - {n for p in chosen for n in (p.path.name, p.path.stem)}
    if missing:
        raise BookError(f"no program to record is called {', '.join(sorted(missing))}")
    return chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--root", type=pathlib.Path, default=ROOT)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    return told("record", lambda: work(options))


def work(options):
    """Records or compares; returns the exit status."""
    course = Course(options.root)
    programs = choose(course, options.names)
    build_programs(course, programs)
    failed, count = 0, 0
    for program, result in record_all(course, programs, options.jobs):
        count += 1
        lines = []
        if isinstance(result, BookError):
            lines = str(result).splitlines()
        elif options.check:
            lines = compare(program, result)
        else:
            for path in keep(program, result):
                print(f"record: {path.relative_to(course.root)}")
        if lines:
            failed += 1
            print(f"record: {program.name}", *lines, sep="\n  ", file=sys.stderr)
    for path in [] if options.names else stale(course):
        failed += 1
        print(f"record: {path.relative_to(course.root)} belongs to no program", file=sys.stderr)
    verb = "compared" if options.check else "recorded"
    print(f"record: {count} programs {verb}, {failed} to look at")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
