# Both coroutine objects exist before the first await. It changes nothing.
import asyncio

from say import say


async def make(dish, seconds):
    say(f"{dish}: start")
    await asyncio.sleep(seconds)
    say(f"{dish}: ready")


# [coroutines-called-first]
async def breakfast():
    coffee = make("coffee", 2)
    toast = make("toast", 1)
    await coffee
    await toast
# [coroutines-called-first]


asyncio.run(breakfast())
