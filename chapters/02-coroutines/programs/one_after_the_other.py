# Coffee, then toast: two waits that do not overlap.
import asyncio

from say import say


# [coroutines-sequential]
async def make_coffee():
    say("coffee: start")
    await asyncio.sleep(2)
    say("coffee: ready")


async def make_toast():
    say("toast: start")
    await asyncio.sleep(1)
    say("toast: ready")


async def breakfast():
    await make_coffee()
    await make_toast()
    say("breakfast")
# [coroutines-sequential]


asyncio.run(breakfast())
