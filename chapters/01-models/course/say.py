"""Lines with the time: the twin of say.hpp."""

import time

_program_start = time.monotonic()


def say(text):
    """Print a line that begins with the seconds since the program started."""
    print(f"t = {time.monotonic() - _program_start:.1f} s  {text}", flush=True)
