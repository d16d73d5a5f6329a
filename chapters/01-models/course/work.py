"""Computation for the programs of the course: the twin of work_for.hpp."""

import ctypes
import time

# Present when the virtual-time runtime is preloaded. PyDLL keeps the GIL
# during the call, as a computation in Python does.
_work = getattr(ctypes.PyDLL(None), "course_virtual_time_work", None)
if _work is not None:
    _work.argtypes = [ctypes.c_longlong]
    _work.restype = None

# The interpreter offers the GIL to other threads this often, so virtual
# work comes in such slices too.
_SLICE = 5_000_000


def _work_in_virtual_time(nanoseconds):
    if _work is None:
        return False
    begin = time.monotonic_ns()
    for start in range(0, nanoseconds, _SLICE):
        _work(min(_SLICE, nanoseconds - start))
    # The runtime may be there and not installed: then nothing passed.
    return time.monotonic_ns() - begin >= nanoseconds


def work_for(seconds):
    """Keep the processor busy for that long, without awaiting anything.

    In real time this burns CPU time of the calling thread; in virtual time
    it advances the clock.
    """
    nanoseconds = round(seconds * 1e9)
    if _work_in_virtual_time(nanoseconds):
        return
    end = time.thread_time_ns() + nanoseconds
    while time.thread_time_ns() < end:
        pass
