# What calling a function gives, and calling a coroutine function.
import asyncio
import time

from say import say


def brew_now():
    say("brew_now starts")
    time.sleep(2)
    return "coffee"


async def brew():
    say("brew starts")
    await asyncio.sleep(2)
    return "coffee"


# [coroutines-call]
async def breakfast():
    cup = brew_now()
    say(f"brew_now gave {cup}")

    order = brew()
    say("brew gave an order, and nothing has run")

    cup = await order
    say(f"awaiting the order gave {cup}")
# [coroutines-call]


asyncio.run(breakfast())
