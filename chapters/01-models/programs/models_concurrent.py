# Two reports on two threads: the GIL lets one of them compute at a time.
# recorded: measured
import threading
import time

from work import work_for


def report(answer, drawing):
    time.sleep(answer)  # the database answers
    work_for(drawing)   # the chart is drawn


# [models-concurrent]
def both_reports():
    sales = threading.Thread(target=report, args=(0.06, 0.04))
    stock = threading.Thread(target=report, args=(0.05, 0.03))
    for thread in (sales, stock):
        thread.start()
    for thread in (sales, stock):
        thread.join()
# [models-concurrent]


start = time.monotonic()
both_reports()
print(f"both reports after {1e3 * (time.monotonic() - start):.0f} ms")
