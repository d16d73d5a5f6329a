# Two reports, awaited one after the other.
import asyncio
import time

from work import work_for


# [models-asynchronous]
async def report(answer, drawing):
    await asyncio.sleep(answer)  # the database answers
    work_for(drawing)            # the chart is drawn


async def both_reports():
    await report(0.06, 0.04)
    await report(0.05, 0.03)
# [models-asynchronous]


start = time.monotonic()
asyncio.run(both_reports())
print(f"both reports after {1e3 * (time.monotonic() - start):.0f} ms")
