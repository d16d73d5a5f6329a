"""Runs one program of the chapters and returns what a terminal would show."""

import dataclasses
import json
import os
import pathlib
import pty
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
import tty

import reports
from course import SANITIZERS
from errors import BookError

PATIENCE = 60


@dataclasses.dataclass
class Recording:
    """The output of one run, and its timeline if the program traced it."""

    text: str
    trace: str | None = None
    machine: str | None = None


def preset_of(program):
    return next(iter(program.directives & SANITIZERS), "dev")


def machine():
    """One line on the machine that measured: processors and kind."""
    model = "processor of unknown model"
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return f"{len(os.sched_getaffinity(0))} processors, {model}"


def _on_a_terminal(arguments, environment, folder):
    """(status, output): stdout and stderr in the order in which they appear."""
    control, terminal = pty.openpty()
    tty.setraw(terminal)
    process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=terminal,
                               stderr=terminal, env=environment, cwd=folder,
                               start_new_session=True)
    os.close(terminal)
    pieces = []

    def read():
        try:
            while piece := os.read(control, 65536):
                pieces.append(piece)
        except OSError:
            pass  # the terminal's other end is closed: the program has ended

    reader = threading.Thread(target=read)
    reader.start()
    try:
        status = process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        status = None
    finally:
        _end_group(process)
    reader.join()
    os.close(control)
    return status, b"".join(pieces).decode("utf-8", "replace")


def _end_group(process):
    """Ends what the program may have left running, itself included."""
    try:
        os.killpg(process.pid, 9)
    except ProcessLookupError:
        pass
    process.wait()


class Runner:
    """Knows where the programs and the runtime were built."""

    def __init__(self, course):
        self.course = course
        self.build = course.root / "build"

    def record(self, program):
        """Runs (or compiles) the program as its `recorded:` line says."""
        if "compile-error" in program.directives:
            return self._compile(program)
        with tempfile.TemporaryDirectory(prefix="course-record-") as folder:
            return self._run(program, pathlib.Path(folder))

    def _environment(self, program, folder):
        environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LANG": "C.UTF-8",
                       "TERM": "dumb", "NO_COLOR": "1", "COURSE_TRACE": str(folder / "trace")}
        if "measured" not in program.directives:
            environment["COURSE_VIRTUAL_TIME"] = "1"
        if program.is_python:
            pieces = [str(p) for p in sorted(self.course.chapters.glob("*/course"))]
            environment |= {"PYTHONPATH": ":".join(pieces), "PYTHONHASHSEED": "0",
                            "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1",
                            "LD_PRELOAD": str(self.build / "dev/lib/libcourse_virtual.so")}
        if program.directives & SANITIZERS:
            symbolizer = shutil.which("llvm-symbolizer-19") or shutil.which("llvm-symbolizer")
            common = f"color=never:external_symbolizer_path={symbolizer}"
            environment["ASAN_OPTIONS"] = f"{common}:detect_stack_use_after_return=1"
            environment["TSAN_OPTIONS"] = common
            environment["UBSAN_OPTIONS"] = "color=never:print_stacktrace=1"
        return environment

    def _run(self, program, folder):
        if program.is_python:
            arguments = [sys.executable, str(program.path)]
        elif "watched" in program.directives:
            arguments = [str(self.course.root / "course"), "run", "--virtual",
                         "--watch-blocking", program.path.stem]
            # The first run may build, and draws a progress bar while it does.
            _on_a_terminal(arguments, None, folder)
        else:
            arguments = [str(self.build / preset_of(program) / "programs" / program.path.stem)]
        status, text = _on_a_terminal(arguments, self._environment(program, folder), folder)
        if status is None:
            raise BookError(f"{program.name} still runs after {PATIENCE} s")
        fails = program.directives & (SANITIZERS | {"fails"})
        if (status != 0) != bool(fails):
            expected = "an error" if fails else "status 0"
            raise BookError(f"{program.name} ended with status {status}, "
                            f"expected is {expected}; it said:\n{text[-2000:]}")
        text = self._without_paths(text, program, folder)
        if program.directives & SANITIZERS:
            text = reports.sanitizer(text)
        trace = folder / "trace"
        return Recording(text, trace.read_text() if trace.exists() else None,
                         machine() if "measured" in program.directives else None)

    def _without_paths(self, text, program, folder):
        """Nothing of this machine, except in reports, which are cut later."""
        if program.directives & SANITIZERS:
            return text
        if program.is_python:
            text = reports.traceback(text, program.path.parent)
        text = reports.without_addresses(text)
        text = text.replace(f"{program.path.parent}/", "").replace(f"{folder}/", "")
        return text.replace(f"{self.course.chapters}/", "").replace(f"{self.build}/", "")

    def _compile(self, program):
        commands = self.build / "compile_commands.json"
        if not commands.exists():
            raise BookError(f"{commands} is missing: configure the project first")
        entries = [e for e in json.loads(commands.read_text())
                   if pathlib.Path(e["directory"], e["file"]).resolve() == program.path.resolve()]
        if not entries:
            raise BookError(f"{program.name}: no compile command in {commands}")
        entry = entries[0]
        arguments = entry.get("arguments") or shlex.split(entry["command"])
        if "-o" in arguments:
            place = arguments.index("-o")
            del arguments[place:place + 2]
        done = subprocess.run(
            [*arguments, "-fsyntax-only", "-fno-color-diagnostics"], cwd=entry["directory"],
            env={**os.environ, "LANG": "C.UTF-8"}, capture_output=True, text=True)
        words = reports.first_error(done.stderr, program.path.name)
        if done.returncode == 0 or words is None:
            raise BookError(f"{program.name} must not compile, but it does")
        return Recording(words)


def build_programs(course, programs):
    """Brings the programs and the runtime up to date, in each preset once."""
    needed = {}
    for program in programs:
        if program.is_python:
            needed.setdefault("dev", set()).add("course_virtual")
        elif "compile-error" not in program.directives:
            needed.setdefault(preset_of(program), set()).add(f"program_{program.path.stem}")
    for preset, targets in sorted(needed.items()):
        folder = course.root / "build" / preset
        if not (folder / "build.ninja").exists():
            _command(["cmake", "--preset", preset], course.root)
        _command(["ninja", "-C", str(folder), *sorted(targets)], course.root)


def _command(arguments, folder):
    done = subprocess.run(arguments, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        words = (done.stdout + done.stderr).strip().splitlines()[-40:]
        raise BookError(f"{' '.join(arguments[:4])} failed:\n" + "\n".join(words))
