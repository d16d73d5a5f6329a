# What a thread costs in Python: to create, to keep, and to change to.
# recorded: measured
import os
import threading
import time

MANY = 500


def memory():
    """The address space and the memory of this program, in KiB."""
    with open("/proc/self/statm") as file:
        pages = file.read().split()[:2]
    size = os.sysconf("SC_PAGE_SIZE") / 1024
    return [int(n) * size for n in pages]


# [threads-cost-keep]
def keep_threads():
    end = threading.Event()
    before = memory()
    start = time.perf_counter()
    threads = [threading.Thread(target=end.wait) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    seconds = time.perf_counter() - start
    reserved, resident = (b - a for a, b in zip(before, memory()))
    end.set()
    print(f"thread     {seconds / MANY * 1e6:5.1f} us "
          f"{reserved / MANY:9.1f} KiB {resident / MANY:9.1f} KiB")
# [threads-cost-keep]


# [threads-cost-change]
def microseconds_per_change(rounds=5_000):
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])  # one processor
    ping, pong = threading.Semaphore(0), threading.Semaphore(0)

    def other():
        for _ in range(rounds):
            ping.acquire()
            pong.release()

    thread = threading.Thread(target=other)
    thread.start()
    start = time.perf_counter()
    for _ in range(rounds):
        ping.release()
        pong.acquire()
    seconds = time.perf_counter() - start
    thread.join()
    return seconds / (2 * rounds) * 1e6
# [threads-cost-change]


print(f"one of {MANY:<3} to create       reserved      resident")
keep_threads()
print(f"\nfrom one thread to the next {microseconds_per_change():5.2f} us")
