"""Computation for the programs of the course: the twin of work_for.hpp."""

import ctypes
import time

# Present when the virtual-time runtime is preloaded. PyDLL keeps the GIL
# during the call, as a computation in Python does.
_runtime = ctypes.PyDLL(None)

# The interpreter offers the GIL to other threads this often, so virtual
# work comes in such slices too.
_SLICE = 5_000_000


def _time_is_virtual():
    active = getattr(_runtime, "course_virtual_time_active", None)
    return active is not None and active() == 1


def _work_in_virtual_time(nanoseconds):
    for start in range(0, nanoseconds, _SLICE):
        piece = min(_SLICE, nanoseconds - start)
        _runtime.course_virtual_time_work(ctypes.c_longlong(piece))


def work_for(seconds):
    """Keep the processor busy for that long, without awaiting anything.

    In real time this burns processor time of the calling thread; in virtual
    time it advances the clock.
    """
    nanoseconds = round(seconds * 1e9)
    if _time_is_virtual():
        _work_in_virtual_time(nanoseconds)
        return
    end = time.thread_time_ns() + nanoseconds
    while time.thread_time_ns() < end:
        pass
