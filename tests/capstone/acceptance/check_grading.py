"""check_grading.py GRADER COURSE: `grade` on servers of six students.

One is right, one has one wrong part, one has stubs, one does not compile,
one hangs and one ends at its start. Each gets the points of what holds, the
results agree with each other, and nothing is left behind.
"""

import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

CHAPTER = "19-task-server"
# Before main begins, in the server and in each worker.
AT_START = """
#include <cstdlib>
namespace {
const bool started = [] {
  %s
  return true;
}();
}
"""
HANG = "for (volatile int i = 0;;) i = 1 - i;"


def parts(course):
    folder = course / "exercises" / CHAPTER
    return sorted(part.name for part in folder.iterdir() if part.is_dir())


def solution(course, part):
    return (course / "solutions" / CHAPTER / part / f"{part}.cpp").read_text()


def stub_of(text):
    """What `reset` makes of a solution."""
    text = re.sub(r"^[ ]*// BEGIN SOLUTION\n(.*?)^[ ]*// END SOLUTION\n",
                  lambda found: "".join(
                      line.replace("// STUB: ", "", 1) + "\n"
                      for line in found[1].splitlines()
                      if line.lstrip().startswith("// STUB: ")),
                  text, flags=re.S | re.M)
    assert "SOLUTION" not in text
    return text


def hand_in(course, folder):
    """The files of the class."""
    right = {part: solution(course, part) for part in parts(course)}
    mistakes = course / "tests" / CHAPTER
    students = {
        "right": {},
        "wrong": {"graceful_cleanup": (
            mistakes / "graceful_cleanup/mistakes/background_first.cpp"
            ).read_text()},
        "stubs": {part: stub_of(text) for part, text in right.items()},
        "broken": {"dispatch": right["dispatch"].replace(
            "table.start(", "table.begin(")},
        "hangs": {"message_codec": right["message_codec"] + AT_START % HANG},
        "ends": {"task_routes": right["task_routes"] +
                 AT_START % "std::abort();"},
    }
    for student, own in students.items():
        for part, text in (right | own).items():
            file = folder / student / f"{part}.cpp"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)


def left_behind(course):
    """Folders of servers, and processes that were started from them."""
    checked = course / "build/dev/checked/capstone"
    left = {str(path) for place in (checked, course / "build/dev/scratch")
            for path in place.glob("*")}
    for process in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            program = os.readlink(process / "exe")
        except OSError:
            continue
        if program.startswith(str(checked)):
            left.add(f"process {process.name}: {program}")
    return left


class Grades:
    """What a run of `grade` has written."""

    def __init__(self, out):
        self.out = out
        self.wrong = []
        self.rows = read_csv(out / "gradebook.csv")
        self.met = read_csv(out / "misconceptions.csv")

    def expect(self, what, wanted, seen):
        if seen != wanted:
            self.wrong.append(f"{what}: expected {wanted}, seen {seen}")

    def look_at(self, student, remark, failed):
        """The checks that fail, of those that are run, are one of the sets;
        the points are those of the checks that hold, wherever they are told.
        """
        row = next(row for row in self.rows if row["student"] == student)
        self.expect(f"{student}: remark", remark, row["remarks"])
        results = json.loads(
            (self.out / student / "results.json").read_text())
        tests = results["tests"]
        verdicts = {test["number"].removeprefix("capstone "):
                    "held" if test["status"] == "passed"
                    else test["output"].split("\n")[0] for test in tests}
        failing = {name for name, verdict in verdicts.items()
                   if verdict not in ("held", "not_run")}
        self.expect(f"{student}: {failing} fails", True, failing in failed)
        points = int(sum(test["score"] for test in tests))
        self.expect(f"{student}: points of all checks", 100,
                    int(sum(test["max_score"] for test in tests)))
        self.expect(f"{student}: points in the gradebook", str(points),
                    row["capstone (of 100)"])
        report = (self.out / student / "report.html").read_text()
        self.expect(f"{student}: points in the report", True,
                    f"{points}&nbsp;/&nbsp;100" in report)
        return points

    def look_at_all(self):
        listens, takes_a_task = {"Flow.Listens"}, {"Flow.TakesATask"}
        ends = {"End.ThousandsWait", "End.ATaskRuns"}
        self.expect("right: points", 100, self.look_at("right", "", [set()]))
        for student, remark, failed in (
                ("wrong", "time_limit", [ends]),
                # It ends when its first coroutine runs, which is after it
                # listens and may be before anybody has seen that.
                ("stubs", "left_early", [listens, takes_a_task]),
                ("broken", "did_not_compile", [set()]),
                ("hangs", "time_limit", [listens]),
                ("ends", "crashed", [listens])):
            self.look_at(student, f"capstone: {remark}", failed)
        story = (self.out / "broken/results.json").read_text()
        self.expect("broken: where", True, "dispatch.cpp:" in story)
        self.expect("misconceptions",
                    {"not-listening": "1", "waits-for-nobody": "1"},
                    {row["diagnosis"]: row["students"] for row in self.met})


def read_csv(file):
    with open(file, newline="") as lines:
        return list(csv.DictReader(lines))


def main():
    grader, course = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        hand_in(course, place / "class")
        before = left_behind(course)
        run = subprocess.run(
            [grader, "grade", place / "class", "--exercises", "capstone",
             "--out", place / "out"])
        grades = Grades(place / "out")
        grades.expect("exit status", 0, run.returncode)
        grades.look_at_all()
        grades.expect("left behind", before, left_behind(course))
    for line in grades.wrong:
        print(line)
    return 1 if grades.wrong else 0


sys.exit(main())
