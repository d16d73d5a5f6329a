# Two reports that are both begun before either has ended, on one thread.
import asyncio
import time

from work import work_for


async def report(answer, drawing):
    await asyncio.sleep(answer)  # the database answers
    work_for(drawing)            # the chart is drawn


# [models-both]
async def both_reports():
    await asyncio.gather(report(0.06, 0.04), report(0.05, 0.03))
# [models-both]


start = time.monotonic()
asyncio.run(both_reports())
print(f"both reports after {1e3 * (time.monotonic() - start):.0f} ms")
