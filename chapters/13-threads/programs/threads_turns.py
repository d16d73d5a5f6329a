# When two threads that compute end, under the GIL.
# recorded: measured
import sys
import threading
import time


def compute():
    total = 0
    for n in range(4_000_000):
        total += n


# [threads-turns]
times = []


def timed():
    start = time.perf_counter()
    compute()
    times.append(time.perf_counter() - start)


timed()
threads = [threading.Thread(target=timed) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("alone      {:.2f} s\none of two {:.2f} s\nthe other  {:.2f} s".format(*times))
print(f"a turn lasts {sys.getswitchinterval() * 1000:.0f} ms")
# [threads-turns]
