# Eight tasks of different weight, one after another and in two processes.
# recorded: measured
import math
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

# [process-eight]
TASKS = [(750_000, 3), (1_250_000, 5), (2_000_000, 4), (1_000_000, 6),
         (1_500_000, 2), (500_000, 8), (1_750_000, 3), (1_250_000, 4)]
WORKERS = 2


def process(number, size, extra):
    begin = time.monotonic()
    total = 0.0
    for i in range(size // 8):  # Python gets an eighth of the C++ work
        total += math.sqrt(i) * math.sin(i) * math.cos(i)
    for _ in range(extra):
        total += sum(range(125_000)) * 0.0001
    return number, os.getpid(), time.monotonic() - begin


def main():
    begin = time.monotonic()
    for number, (size, extra) in enumerate(TASKS, 1):
        process(number, size, extra)
    alone = time.monotonic() - begin

    begin = time.monotonic()
    with ProcessPoolExecutor(max_workers=WORKERS) as pool:
        futures = [pool.submit(process, number, *task)
                   for number, task in enumerate(TASKS, 1)]
        done = [future.result() for future in as_completed(futures)]
    together = time.monotonic() - begin

    print("order of the ends:", *(number for number, _, _ in done))
    print("processes:", len({pid for _, pid, _ in done}))
    print(f"one after another {alone:.2f} s, in {WORKERS} processes {together:.2f} s")
    speed_up = alone / together
    print(f"speed-up {speed_up:.2f}, efficiency {speed_up / WORKERS:.0%}")
# [process-eight]


if __name__ == "__main__":
    main()
