# A cook and a waiter with a hatch between them.
import asyncio

from say import say


# [queues-hatch]
async def cook(hatch):
    for dish in ["soup", "fish", "cake"]:
        await asyncio.sleep(1.0)
        await hatch.put(dish)
        say(f"the cook puts the {dish} on the hatch")


async def waiter(hatch):
    for _ in range(3):
        dish = await hatch.get()
        say(f"the waiter takes the {dish}")
        await asyncio.sleep(0.4)


async def evening():
    hatch = asyncio.Queue()
    await asyncio.gather(cook(hatch), waiter(hatch))
    say("everybody has eaten")
# [queues-hatch]


asyncio.run(evening())
