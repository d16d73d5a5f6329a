"""Recording and comparing, with Python programs that need no build."""

import textwrap
import unittest
import unittest.mock

from tests import sample

import record
import running

PROGRAM = "chapters/03-bakery/programs/bread.py"
RECORDED = "chapters/03-bakery/recorded/bread.py.txt"


def run(root, *arguments):
    """record.py on the Python programs, without the virtual-time runtime."""
    (root / "chapters/03-bakery/programs/bread.cpp").unlink(missing_ok=True)
    for name in ("bread.txt", "bread.csv"):
        (root / "chapters/03-bakery/recorded" / name).unlink(missing_ok=True)
    environment = running.Runner._environment

    def real_time(self, program, folder):
        values = environment(self, program, folder)
        values.pop("LD_PRELOAD", None)
        return values

    with unittest.mock.patch.object(record, "build_programs", lambda *_: None), \
            unittest.mock.patch.object(running.Runner, "_environment", real_time):
        return sample.run(record, "--root", root, *arguments)


def watched(root, script):
    """Makes bread.cpp watched, with a `course` that notes its arguments."""
    program = root / "chapters/03-bakery/programs/bread.cpp"
    program.write_text("// recorded: watched\nint main() {}\n")
    course = root / "course"
    course.write_text('#!/bin/sh\ncd "$(dirname "$0")"\necho "$@" >>calls\n'
                      + textwrap.dedent(script))
    course.chmod(0o755)


def run_watched(root, *arguments):
    """record.py, without the build of the program; and how `course` was called."""
    with unittest.mock.patch.object(record, "build_programs", lambda *_: None):
        result = sample.run(record, "--root", root, *arguments, "bread.cpp")
    calls = (root / "calls").read_text().splitlines()
    (root / "calls").unlink()
    return result, calls


class Watched(unittest.TestCase):
    """`recorded: watched`: the blocking detector stands beside the program."""

    RECORDED = "chapters/03-bakery/recorded/bread.txt"
    CALL = "run --virtual --watch-blocking bread"
    BUILDS_FIRST = """
        if [ $(wc -l <calls) = 1 ]; then
          printf '\\r[1/2] building'
          echo 'built' >&2
        fi
        echo 'bread'
        echo 'blocked 7 ms in bread.cpp:2' >&2
        """

    def test_it_runs_under_the_blocking_detector_and_its_build_is_not_recorded(self):
        with sample.course() as root:
            watched(root, self.BUILDS_FIRST)
            (status, _, err), calls = run_watched(root)
            self.assertEqual((status, err), (0, ""))
            self.assertEqual(calls, [self.CALL, self.CALL])
            self.assertEqual((root / self.RECORDED).read_text(),
                             "bread\nblocked 7 ms in bread.cpp:2\n")

    def test_a_build_makes_no_difference_to_what_is_compared(self):
        with sample.course() as root:
            watched(root, self.BUILDS_FIRST)
            run_watched(root)
            self.assertEqual(run_watched(root, "--check")[0][0], 0)
            sample.edit(root, "course", "blocked 7 ms", "blocked 9 ms")
            (status, _, err), _ = run_watched(root, "--check")
            self.assertEqual(status, 1)
            self.assertIn("+blocked 9 ms", err)

    def test_only_the_first_run_may_fail(self):
        with sample.course() as root:
            watched(root, "[ $(wc -l <calls) = 2 ] || exit 1\necho bread\n")
            self.assertEqual(run_watched(root)[0][0], 0)
            watched(root, "echo 'no such program'\nexit 2\n")
            (status, _, err), _ = run_watched(root)
            self.assertEqual(status, 1)
            self.assertIn("ended with status 2", err)
            self.assertIn("no such program", err)
            self.assertEqual((root / self.RECORDED).read_text(), "bread\n")

    def test_a_run_that_hangs_is_ended_and_told(self):
        with sample.course() as root, unittest.mock.patch.object(running, "PATIENCE", 0.5):
            watched(root, "sleep 600\n")
            (status, _, err), _ = run_watched(root)
            self.assertEqual((status, "still runs after" in err), (1, True))


class Record(unittest.TestCase):
    def test_keeps_what_a_program_prints_and_then_agrees(self):
        with sample.course() as root:
            self.assertEqual(run(root)[0], 0)
            self.assertEqual((root / RECORDED).read_text(), "bread\n")
            self.assertEqual(run(root, "--check")[0], 0)

    def test_stdout_and_stderr_stand_in_the_order_of_a_terminal(self):
        with sample.course() as root:
            (root / PROGRAM).write_text(
                "import sys\nprint('one')\nprint('two', file=sys.stderr)\nprint('three')\n")
            run(root)
            self.assertEqual((root / RECORDED).read_text(), "one\ntwo\nthree\n")

    def test_a_changed_output_is_told_with_its_lines(self):
        with sample.course() as root:
            run(root)
            sample.edit(root, PROGRAM, "'bread'", "'cake'")
            status, _, err = run(root, "--check")
            self.assertEqual(status, 1)
            self.assertIn("-bread", err)
            self.assertIn("+cake", err)
            self.assertEqual((root / RECORDED).read_text(), "bread\n")

    def test_a_blank_at_the_end_of_a_line_is_a_difference(self):
        with sample.course() as root:
            run(root)
            (root / RECORDED).write_text("bread \n")
            self.assertEqual(run(root, "--check")[0], 1)

    def test_a_missing_recording_is_told(self):
        with sample.course() as root:
            status, _, err = run(root, "--check")
            self.assertEqual((status, "bread.py.txt is missing" in err), (1, True))

    def test_measured_programs_are_compared_by_shape(self):
        with sample.course() as root:
            sample.edit(root, PROGRAM, "# Bakes.", "# recorded: measured")
            sample.edit(root, PROGRAM, "'bread'", "'bread', 'in', 3.5, 'ms'")
            run(root)
            self.assertTrue((root / RECORDED.replace(".txt", ".machine.txt")).exists())
            sample.edit(root, PROGRAM, "3.5", "48.25")
            self.assertEqual(run(root, "--check")[0], 0)
            sample.edit(root, PROGRAM, "'ms'", "'s'")
            self.assertEqual(run(root, "--check")[0], 1)

    def test_a_trace_is_kept_as_csv(self):
        with sample.course() as root:
            (root / PROGRAM).write_text(
                "import os\nopen(os.environ['COURSE_TRACE'], 'w').write("
                "'task,kind,from_us,to_us\\nA,exec,0,1\\n')\n")
            run(root)
            csv = root / RECORDED.replace(".txt", ".csv")
            self.assertIn("A,exec,0,1", csv.read_text())

    def test_a_program_that_fails_must_say_so(self):
        with sample.course() as root:
            (root / PROGRAM).write_text("raise SystemExit(3)\n")
            status, _, err = run(root)
            self.assertEqual((status, "ended with status 3" in err), (1, True))
            (root / PROGRAM).write_text("# recorded: fails\nraise SystemExit(3)\n")
            self.assertEqual(run(root)[0], 0)
            (root / PROGRAM).write_text("# recorded: fails\n")
            self.assertEqual(run(root)[0], 1)

    def test_a_program_that_serves_for_ever_is_not_run(self):
        with sample.course() as root:
            (root / PROGRAM).write_text("# recorded: no\nwhile True: pass\n")
            self.assertEqual(run(root)[0], 0)
            self.assertFalse((root / RECORDED).exists())

    def test_a_program_that_hangs_is_ended(self):
        with sample.course() as root, unittest.mock.patch.object(running, "PATIENCE", 0.5):
            (root / PROGRAM).write_text("while True: pass\n")
            status, _, err = run(root)
            self.assertEqual((status, "still runs after" in err), (1, True))

    def test_a_recording_without_a_program_is_told(self):
        with sample.course() as root:
            (root / "chapters/03-bakery/recorded/cake.txt").write_text("old\n")
            status, _, err = run(root)
            self.assertEqual((status, "cake.txt belongs to no program" in err), (1, True))

    def test_unknown_words_and_names_are_told(self):
        with sample.course() as root:
            self.assertIn("no program", run(root, "cake")[2])
            (root / PROGRAM).write_text("# recorded: sometimes\n")
            self.assertIn("unknown 'recorded: sometimes'", run(root)[2])


if __name__ == "__main__":
    unittest.main()
