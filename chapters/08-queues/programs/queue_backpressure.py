# A cook who is faster than the waiter, with and without a limit.
import asyncio
import time


# [queues-backpressure]
async def cook(hatch):
    most = 0
    for dish in range(6):
        await asyncio.sleep(0.2)
        await hatch.put(dish)
        most = max(most, hatch.qsize())
    return most


async def waiter(hatch):
    for _ in range(6):
        await hatch.get()
        await asyncio.sleep(0.5)


async def evening(maxsize):
    start = time.monotonic()
    hatch = asyncio.Queue(maxsize)
    cooking = asyncio.create_task(cook(hatch))
    serving = asyncio.create_task(waiter(hatch))
    most = await cooking
    cooked = time.monotonic() - start
    await serving
    served = time.monotonic() - start
    print(
        f"maxsize {maxsize}: at most {most} on the hatch;"
        f" the cook ends at {cooked:.1f} s, the waiter at {served:.1f} s"
    )
# [queues-backpressure]


async def main():
    await evening(0)
    await evening(2)


asyncio.run(main())
