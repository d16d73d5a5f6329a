# Awaiting a coroutine object does not wait for a turn of the loop.
import asyncio

from say import say


# [coroutines-at-once]
async def brew():
    say("brew: water on")
    await asyncio.sleep(1)
    say("brew: done")


async def breakfast():
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: say("the loop has a turn"))
    await brew()
# [coroutines-at-once]


asyncio.run(breakfast())
