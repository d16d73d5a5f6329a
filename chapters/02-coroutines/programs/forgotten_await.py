# An order that nobody carries out: no coffee, and one complaint.
import asyncio

from say import say


# [coroutines-forgotten]
async def brew(cups):
    say(f"brewing {cups} cups")
    return cups


async def breakfast():
    brew(2)
    say("breakfast is served")
# [coroutines-forgotten]


asyncio.run(breakfast())
