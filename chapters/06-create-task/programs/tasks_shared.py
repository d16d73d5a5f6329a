# Two coroutines await one task, and one of them is cancelled.
import asyncio

from say import say


# [tasks-shared]
async def download():
    await asyncio.sleep(2)
    say("download: ends")


async def page(name, task):
    try:
        await task
        say(f"{name}: shown")
    except asyncio.CancelledError:
        say(f"{name}: cancelled")
        raise


async def browser():
    task = asyncio.create_task(download())
    first = asyncio.create_task(page("first page", task))
    second = asyncio.create_task(page("second page", task))
    await asyncio.sleep(1)
    first.cancel()
    await asyncio.wait([first, second])
# [tasks-shared]


asyncio.run(browser())
