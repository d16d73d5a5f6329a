"""What goes wrong while the book is made, and how it is said."""

import sys


class BookError(Exception):
    """One clear line (or a few) for the person who builds the book."""


class Problems:
    """Collects everything that is wrong, so that one build shows it all."""

    def __init__(self):
        self._lines = []

    def add(self, where, what):
        self._lines.append(f"{where}: {what}")

    def raise_if_any(self):
        if self._lines:
            raise BookError("\n".join(sorted(set(self._lines))))


def told(name, work):
    """Runs `work`; what stops it is told in clear lines, never as a trace.

    Returns the exit status: that of `work` (None is 0), or 1.
    """
    try:
        return work() or 0
    except BookError as error:
        words = str(error)
    except OSError as error:
        words = f"{error.filename or ''}: {error.strerror or error}".lstrip(": ")
    except KeyboardInterrupt:
        words = "stopped"
    print("\n".join(f"{name}: {line}" for line in words.splitlines()), file=sys.stderr)
    return 1
