# Two reports in two processes, each with a processor and a GIL of its own.
# recorded: measured
import time
from concurrent.futures import ProcessPoolExecutor

from work import work_for


def report(answer, drawing):
    time.sleep(answer)  # the database answers
    work_for(drawing)   # the chart is drawn


# [models-parallel]
def both_reports():
    with ProcessPoolExecutor(max_workers=2) as pool:
        pool.submit(report, 0.06, 0.04)
        pool.submit(report, 0.05, 0.03)
# [models-parallel]


if __name__ == "__main__":
    start = time.monotonic()
    both_reports()
    print(f"both reports after {1e3 * (time.monotonic() - start):.0f} ms")
