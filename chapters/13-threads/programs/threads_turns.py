# When two threads that compute end, under the GIL.
# recorded: measured
import sys
import threading
import time


def compute():
    total = 0
    for n in range(2_000_000):
        total += n


# [threads-turns]
def ends(count):
    """When each of `count` threads ends that begin together."""
    times = []

    def timed():
        compute()
        times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=timed) for _ in range(count)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times
# [threads-turns]


# The best of some runs: the others were disturbed by other programs.
(alone,) = min(ends(1) for _ in range(3))
one, other = min((ends(2) for _ in range(3)), key=max)
print(f"alone      {alone:.2f} s")
print(f"one of two {one:.2f} s")
print(f"the other  {other:.2f} s")
print(f"a turn lasts {sys.getswitchinterval() * 1000:.0f} ms")
