# What a task can be asked, and awaited twice.
import asyncio

from say import say


# [tasks-handle]
async def report(name, task):
    say(f"{name}: {await task}")


async def add_up():
    await asyncio.sleep(1)
    return 42


async def office():
    task = asyncio.create_task(add_up())
    say(f"done: {task.done()}")
    await asyncio.gather(report("Ada", task), report("Grace", task))
    say(f"done: {task.done()}, cancelled: {task.cancelled()}")
    say(f"error: {task.exception() is not None}")
    say(f"again: {await task}")
# [tasks-handle]


asyncio.run(office())
