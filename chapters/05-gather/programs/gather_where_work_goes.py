# The same work before and after the wait.
import asyncio
import time

from work import work_for


# [gather-where-work-goes]
async def work_before(work, wait):
    work_for(work)
    await asyncio.sleep(wait)


async def work_after(work, wait):
    await asyncio.sleep(wait)
    work_for(work)
# [gather-where-work-goes]


async def seconds(job, wait_of_b):
    start = time.monotonic()
    await asyncio.gather(job(0.5, 1.0), job(0.3, wait_of_b))
    return time.monotonic() - start


async def main():
    print("             B waits 1.0 s  B waits 1.5 s")
    for name, job in [("work before", work_before),
                      ("work after", work_after)]:
        equal = await seconds(job, 1.0)
        longer = await seconds(job, 1.5)
        print(f"{name:<12} {equal:>11.1f} s  {longer:>11.1f} s")


asyncio.run(main())
