# Two reports, one after the other, on one thread that waits by blocking.
import time

from work import work_for


# [models-sequential]
def report(answer, drawing):
    time.sleep(answer)  # the database answers
    work_for(drawing)   # the chart is drawn


def both_reports():
    report(0.06, 0.04)
    report(0.05, 0.03)
# [models-sequential]


start = time.monotonic()
both_reports()
print(f"both reports after {1e3 * (time.monotonic() - start):.0f} ms")
