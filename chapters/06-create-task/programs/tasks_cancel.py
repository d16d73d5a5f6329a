# A task that is cancelled, and cleans up before it ends.
import asyncio

from say import say


# [tasks-cancel]
async def close_the_file():
    await asyncio.sleep(0.2)
    say("recording: file closed")


async def record():
    say("recording: starts")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        say("recording: cancelled")
        await close_the_file()
        raise


async def studio():
    task = asyncio.create_task(record())
    await asyncio.sleep(1)
    task.cancel()
    say(f"cancel() was called, done: {task.done()}")
    try:
        await task
    except asyncio.CancelledError:
        say(f"cancelled: {task.cancelled()}")
# [tasks-cancel]


asyncio.run(studio())
