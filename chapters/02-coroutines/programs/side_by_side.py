# Coffee and toast, each started on its own: the waits overlap.
import asyncio

from say import say


async def make(dish, seconds):
    say(f"{dish}: start")
    await asyncio.sleep(seconds)
    say(f"{dish}: ready")


# [coroutines-side-by-side]
async def breakfast():
    coffee = asyncio.create_task(make("coffee", 2))
    toast = asyncio.create_task(make("toast", 1))
    await coffee
    await toast


asyncio.run(breakfast())
# [coroutines-side-by-side]
